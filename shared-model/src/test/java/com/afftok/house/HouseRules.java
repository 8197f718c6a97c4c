package com.afftok.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The rules of style that can be checked on compiled classes; [SourceRules] has those on sources.
///
/// A module's `ArchitectureTest` returns [#tests] from a `@TestFactory` and adds rules of its own.
/// Classes that compose the program, `Main` and those that a module names, may create what others
/// get injected.
public final class HouseRules {

    private static final Set<String> BANNED_WORDS =
            Set.of(
                    "Impl", "Util", "Utils", "Helper", "Helpers", "Manager", "Base", "Common",
                    "Misc");

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$]");

    private static final Set<String> CHANCE =
            Set.of(
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID",
                    "java.util.concurrent.ThreadLocalRandom.current");

    private static final Pattern SYSTEM_CLOCK =
            Pattern.compile("system.*|tick(Millis|Seconds|Minutes)");

    private static final Map<String, JavaClasses> PRODUCTION = new ConcurrentHashMap<>();

    private HouseRules() {}

    /// All house rules as tests of the current module.
    ///
    /// @param root the package of the module, with its subpackages
    /// @param composers simple names of classes that compose the program, beside `Main`
    public static Stream<DynamicTest> tests(String root, String... composers) {
        JavaClasses production = production(root);
        JavaClasses tests = testClasses(root);
        return Stream.of(
                        onProduction(root, composers).stream().map(rule -> test(rule, production)),
                        onTests().stream().map(rule -> test(rule, tests)),
                        SourceRules.tests())
                .flatMap(rules -> rules);
    }

    /// The module's own classes, without tests, dependencies and generated classes.
    public static JavaClasses production(String root) {
        return PRODUCTION.computeIfAbsent(
                root, name -> classes(name, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS));
    }

    /// The module's tests.
    public static JavaClasses testClasses(String root) {
        return classes(root, ImportOption.Predefined.ONLY_INCLUDE_TESTS);
    }

    public static List<ArchRule> onProduction(String root, String... composers) {
        return List.of(
                namesSayWhatAClassDoes(),
                noPackageCycles(root),
                noJavaUtilLogging(),
                printingIsLeftTo(composers),
                readingTheEnvironmentIsLeftTo(composers),
                timeAndChanceAreLeftTo(composers),
                optionalsAreOnlyReturned(),
                noSetters());
    }

    public static List<ArchRule> onTests() {
        return List.of(testsAreSentences(), nothingSleeps());
    }

    public static ArchRule namesSayWhatAClassDoes() {
        return noClasses()
                .should(be(that("named with a banned word", HouseRules::hasBannedWord)))
                .as(
                        "no class is named "
                                + String.join(", ", BANNED_WORDS.stream().sorted().toList()))
                .because("such a word fits every class and so says nothing about this one")
                .allowEmptyShould(true);
    }

    public static ArchRule noPackageCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .as("packages form no cycles")
                .because("packages in a cycle can only be understood all at once")
                .allowEmptyShould(true);
    }

    public static ArchRule noJavaUtilLogging() {
        return noClasses()
                .should(dependOnClassesThat(resideInAPackage("java.util.logging..")))
                .as("nothing logs through java.util.logging")
                .because("its lines would be missing from the log of the service")
                .allowEmptyShould(true);
    }

    public static ArchRule printingIsLeftTo(String... composers) {
        return noClasses()
                .that(areNot(composers))
                .should(ACCESS_STANDARD_STREAMS)
                .as("only the composing classes print to the standard streams")
                .because("all others log, or return what they found")
                .allowEmptyShould(true);
    }

    public static ArchRule readingTheEnvironmentIsLeftTo(String... composers) {
        return noClasses()
                .that(areNot(composers))
                .should()
                .accessTargetWhere(access("System.getenv", HouseRules::readsEnvironment))
                .as("only the composing classes read the environment")
                .because("configuration is read once, and all its problems are reported together")
                .allowEmptyShould(true);
    }

    public static ArchRule timeAndChanceAreLeftTo(String... composers) {
        return noClasses()
                .that(areNot(composers))
                .should()
                .accessTargetWhere(
                        access("the clock or the chance of the system", HouseRules::asksSystem))
                .as("only the composing classes ask the system for time and chance")
                .because("all others get a clock or a generator, so that a test can choose it")
                .allowEmptyShould(true);
    }

    public static ArchRule optionalsAreOnlyReturned() {
        ArchRule noFields = noFields().should().haveRawType(Optional.class).allowEmptyShould(true);
        ArchRule noParameters =
                noCodeUnits().should().haveRawParameterTypes(anyOptional()).allowEmptyShould(true);
        return CompositeArchRule.of(noFields)
                .and(noParameters)
                .as("an Optional is only returned")
                .because("a field or parameter that may be absent is @Nullable");
    }

    public static ArchRule noSetters() {
        return noMethods()
                .that()
                .arePublic()
                .and()
                .areNotStatic()
                .should()
                .haveNameMatching("set[A-Z].*")
                .as("no class has setters")
                .because("data are records, checked when they are made")
                .allowEmptyShould(true);
    }

    /// A public class that only its own package uses; for modules on which no other one depends.
    public static ArchRule publicOnlyAcrossPackages(String... composers) {
        return noClasses()
                .that(areNot(composers))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(be(that("used by their own package only", HouseRules::isUsedAtHomeOnly)))
                .as("a class is public only if another package uses it")
                .because("what is package-private can be changed without looking further")
                .allowEmptyShould(true);
    }

    public static ArchRule testsAreSentences() {
        return methods()
                .that()
                .areMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")
                .should()
                .haveNameMatching("[a-z][a-z0-9]*(_[a-z0-9]+)+")
                .as("tests are named in sentences_with_underscores")
                .because("the name of a failed test is the first report of what is broken")
                .allowEmptyShould(true);
    }

    public static ArchRule nothingSleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(access("Thread.sleep", HouseRules::sleeps))
                .as("tests do not sleep")
                .because(
                        "a test that waits for a condition is faster and does not fail on a slow machine")
                .allowEmptyShould(true);
    }

    private static JavaClasses classes(String root, ImportOption option) {
        return new ClassFileImporter()
                .withImportOption(option)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root)
                .that(that("written by hand", type -> !isGenerated(type)));
    }

    private static DynamicTest test(ArchRule rule, JavaClasses classes) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }

    private static boolean isGenerated(JavaClass type) {
        return type.getName().substring(type.getPackageName().length()).startsWith(".$");
    }

    private static boolean hasBannedWord(JavaClass type) {
        return BETWEEN_WORDS.splitAsStream(type.getSimpleName()).anyMatch(BANNED_WORDS::contains);
    }

    private static boolean isUsedAtHomeOnly(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(dependency -> dependency.getOriginClass().getPackageName())
                .allMatch(type.getPackageName()::equals);
    }

    private static boolean readsEnvironment(JavaAccess<?> access) {
        return target(access).equals("java.lang.System.getenv");
    }

    private static boolean sleeps(JavaAccess<?> access) {
        return target(access).equals("java.lang.Thread.sleep")
                || target(access).equals("java.util.concurrent.TimeUnit.sleep");
    }

    private static boolean asksSystem(JavaAccess<?> access) {
        return CHANCE.contains(target(access))
                || isUnseededGenerator(access)
                || target(access).equals("java.lang.System.currentTimeMillis")
                || isSystemClock(access)
                || isNowWithoutClock(access);
    }

    private static boolean isSystemClock(JavaAccess<?> access) {
        return (access.getTargetOwner().isEquivalentTo(Clock.class)
                        || access.getTargetOwner().isEquivalentTo(InstantSource.class))
                && SYSTEM_CLOCK.matcher(access.getName()).matches();
    }

    private static boolean isNowWithoutClock(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getName().equals("now")
                && !parameters(access).contains(Clock.class.getName());
    }

    private static boolean isUnseededGenerator(JavaAccess<?> access) {
        return access.getTargetOwner().isAssignableTo(Random.class)
                && access.getName().equals("<init>")
                && parameters(access).isEmpty();
    }

    private static String target(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }

    private static DescribedPredicate<JavaClass> areNot(String... composers) {
        return that(
                "are not Main or " + Arrays.toString(composers),
                type -> {
                    String outermost = outermost(type).getSimpleName();
                    return !outermost.equals("Main")
                            && !Arrays.asList(composers).contains(outermost);
                });
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }

    private static DescribedPredicate<List<JavaClass>> anyOptional() {
        return DescribedPredicate.describe(
                "an Optional",
                types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class)));
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String description, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static DescribedPredicate<JavaClass> that(
            String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
