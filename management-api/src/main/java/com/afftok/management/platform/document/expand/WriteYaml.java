package com.afftok.management.platform.document.expand;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/// Writes a document as YAML that means the same in versions 1.1 and 1.2.
final class WriteYaml {

    /// Texts with another meaning in YAML 1.1.
    private static final Pattern AMBIGUOUS =
            Pattern.compile(
                    "[-+]?[0-9][-+0-9._:eExXoTtZz ]*|y|n|yes|no|on|off|true|false|null|~|",
                    Pattern.CASE_INSENSITIVE);

    private static final int WIDTH = 120;

    private WriteYaml() {}

    static String of(Map<String, Object> document) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .setWidth(WIDTH)
                        .build();
        return new Dump(settings, new Texts(settings)).dumpToString(document);
    }

    private static final class Texts extends StandardRepresenter {

        Texts(DumpSettings settings) {
            super(settings);
            representers.put(
                    String.class,
                    data -> {
                        String text = (String) data;
                        return representScalar(Tag.STR, text, style(text));
                    });
        }

        private static ScalarStyle style(String text) {
            if (text.indexOf('\n') >= 0) {
                return ScalarStyle.LITERAL;
            }
            return AMBIGUOUS.matcher(text).matches()
                    ? ScalarStyle.SINGLE_QUOTED
                    : ScalarStyle.PLAIN;
        }
    }
}
