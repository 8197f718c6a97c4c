package com.afftok.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseRulesTest {

    static class OfferManager {}

    static class Database62 {}

    static class Printing {
        void print() {
            System.out.println("hello");
        }
    }

    static class Sourcing {
        Supplier<Map<String, String>> environment() {
            return System::getenv;
        }
    }

    static class Guessing {
        final Random random = new Random();
        final UUID id = UUID.randomUUID();
    }

    static class Hurrying {
        final Instant now = Instant.now();
    }

    static class Patient {
        final Instant now = Instant.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        final Random random = new Random(7);
    }

    static class Perhaps {
        boolean take(Optional<String> perhaps) {
            return perhaps.isPresent();
        }

        Optional<String> give() {
            return Optional.empty();
        }
    }

    static class Logging {
        final Logger logger = Logger.getLogger("old");
    }

    static class Mutable {
        private int count;

        public void setCount(int count) {
            this.count = count;
        }

        int count() {
            return count;
        }
    }

    static class Drowsy {
        void nap() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    @TempDir Path module;

    @Test
    void reads_class_files_of_this_java() {
        JavaClasses classes = HouseRules.production("com.afftok.shared");

        assertThat(classes.get("com.afftok.shared.id.ClickIds").getMethodCallsFromSelf())
                .extracting(call -> call.getTarget().getFullName())
                .contains("java.util.concurrent.atomic.AtomicLong.compareAndSet(long, long)");
        assertThat(classes).noneMatch(type -> type.getName().endsWith("Test"));
    }

    @Test
    void finds_words_that_say_nothing() {
        assertThat(broken(HouseRules.namesSayWhatAClassDoes(), OfferManager.class)).isTrue();
        assertThat(broken(HouseRules.namesSayWhatAClassDoes(), Database62.class)).isFalse();
    }

    @Test
    void finds_printing_outside_the_composing_classes() {
        assertThat(broken(HouseRules.printingIsLeftTo(), Printing.class)).isTrue();
        assertThat(broken(HouseRules.printingIsLeftTo("HouseRulesTest"), Printing.class)).isFalse();
    }

    @Test
    void finds_readers_of_the_environment() {
        assertThat(broken(HouseRules.readingTheEnvironmentIsLeftTo(), Sourcing.class)).isTrue();
        assertThat(broken(HouseRules.readingTheEnvironmentIsLeftTo(), Patient.class)).isFalse();
    }

    @Test
    void finds_time_and_chance_that_no_test_can_choose() {
        assertThat(broken(HouseRules.timeAndChanceAreLeftTo(), Guessing.class)).isTrue();
        assertThat(broken(HouseRules.timeAndChanceAreLeftTo(), Hurrying.class)).isTrue();
        assertThat(broken(HouseRules.timeAndChanceAreLeftTo(), Patient.class)).isFalse();
    }

    @Test
    void finds_optionals_that_are_taken() {
        assertThat(broken(HouseRules.optionalsAreOnlyReturned(), Perhaps.class)).isTrue();
        assertThat(broken(HouseRules.optionalsAreOnlyReturned(), Patient.class)).isFalse();
    }

    @Test
    void finds_logging_setters_and_sleep() {
        assertThat(broken(HouseRules.noJavaUtilLogging(), Logging.class)).isTrue();
        assertThat(broken(HouseRules.noSetters(), Mutable.class)).isTrue();
        assertThat(broken(HouseRules.nothingSleeps(), Drowsy.class)).isTrue();
    }

    @Test
    void finds_lines_that_do_not_belong_in_a_source() throws IOException {
        Path doc = source("src/main/java/a/Doc.java", "    /" + "** Old. */");
        Path open = source("src/main/java/a/Open.java", "int a; // TO" + "DO later");
        Path star = source("src/main/java/a/Star.java", "import java.util.*" + ";");

        SourceRules rules = new SourceRules(module);

        assertThat(rules.oldDocComments()).containsExactly(doc);
        assertThat(rules.openEnds()).containsExactly(open);
        assertThat(rules.starImports()).containsExactly(star);
    }

    @Test
    void finds_long_files_in_tests_too() throws IOException {
        source("src/test/java/a/Short.java", "\n".repeat(SourceRules.MAX_LINES - 1));
        Path tooLong = source("src/test/java/a/Long.java", "\n".repeat(SourceRules.MAX_LINES));

        assertThat(new SourceRules(module).longFiles()).containsExactly(tooLong);
    }

    @Test
    void finds_packages_that_do_not_say_what_they_are() throws IOException {
        source("src/main/java/a/A.java", "class A {}");
        source("src/main/java/b/B.java", "class B {}");
        source("src/main/java/b/package-info.java", "/// What it is.\n@NullMarked\npackage b;");
        source("src/main/java/c/package-info.java", "@NullMarked\npackage c;");

        assertThat(new SourceRules(module).vaguePackages())
                .containsExactlyInAnyOrder(
                        module.resolve("src/main/java/a"), module.resolve("src/main/java/c"));
    }

    @Test
    void finds_tables_that_two_packages_change() throws IOException {
        source("src/main/java/a/A.java", "\"insert into clicks (id) on conflict do update set x\"");
        source("src/main/java/a/B.java", "\"delete from links where id = 1\"");
        source("src/main/java/b/C.java", "\"update clicks as c set n = 1\"; // update links soon");

        assertThat(new SourceRules(module).sharedTables())
                .singleElement()
                .asString()
                .startsWith("clicks by ");
    }

    @Test
    void finds_the_writers_of_a_table_in_all_modules() throws IOException {
        Path shared = source("shared/src/main/resources/db/V1.sql", "insert into clicks (id)");
        Path edge = source("edge/src/main/java/a/A.java", "update clicks c set n = 1");
        Path copy = source("edge/src/main/java/a/B.java", "copy clicks (id) from stdin");
        Path deep = source("infra/api/src/main/java/b/C.java", "sql.update(table(\"clicks\"))");
        Path alias = source("infra/api/src/main/java/b/F.java", "sql.update(table(\"clicks c\"))");
        Path heir =
                source(
                        "infra/api/src/main/java/b/G.java",
                        "super(statements, \"clicks\", R.class)");
        source("edge/src/main/java/a/D.java", "insert into links select 1; for update of clicks");
        source("edge/src/main/java/a/E.java", "select from clicks for update; -- copy clicks");
        source("edge/src/test/java/a/ATest.java", "delete from clicks");

        assertThat(TableWriters.below(module))
                .containsOnlyKeys("clicks", "links")
                .containsEntry("clicks", Set.of(shared, edge, copy, deep, alias, heir));
    }

    private static boolean broken(ArchRule rule, Class<?> type) {
        return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
    }

    private Path source(String name, String text) throws IOException {
        Path file = module.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text + "\n");
    }
}
