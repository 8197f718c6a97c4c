package com.afftok.edge.sale.pixel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tests that need Chromium and its driver. Skipped without them, unless the variable
/// `BROWSER_TESTS` is `required`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.WhereThereIsOne.class)
public @interface InBrowser {

    final class WhereThereIsOne implements ExecutionCondition {

        private static final String MISSING = "there is no chromium with chromedriver";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.isInstalled()) {
                return ConditionEvaluationResult.enabled("there is a browser");
            }
            if ("required".equals(System.getenv("BROWSER_TESTS"))) {
                throw new ExtensionConfigurationException(MISSING);
            }
            return ConditionEvaluationResult.disabled(MISSING);
        }
    }
}
