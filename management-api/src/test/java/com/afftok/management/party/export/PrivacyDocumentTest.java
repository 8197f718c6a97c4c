package com.afftok.management.party.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on privacy names every table of the schema, and every section of an export.
final class PrivacyDocumentTest {

    private static final Path PAGE = Path.of("..", "docs", "PRIVACY.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]*) \\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    private static final String TABLES =
            """
            select string_agg(c.relname, ',')
              from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
               and not c.relispartition and c.relname <> 'flyway_schema_history'
            """;

    @Test
    void names_every_table_once_and_no_other() throws IOException {
        Set<String> schema = Set.of(RunningApi.shared().text(TABLES).split(",", -1));

        assertThat(names("Tables").toList()).containsExactlyInAnyOrderElementsOf(schema);
    }

    @Test
    void names_every_section_of_an_export() throws IOException {
        Set<String> sections = new TreeSet<>();
        Arrays.stream(UserSection.values()).map(UserSection::label).forEach(sections::add);
        Arrays.stream(AccountSection.values()).map(AccountSection::label).forEach(sections::add);
        sections.add("accounts");
        sections.add("payout_details");
        sections.add("payout_methods");
        sections.add("tax_profiles");

        assertThat(exported()).containsExactlyInAnyOrderElementsOf(sections);
    }

    /// The names in the first column of the table under a heading.
    private static Stream<String> names(String heading) throws IOException {
        return ROW.matcher(section(heading))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1));
    }

    /// The names in the column of the table that has the section of the export.
    private static Set<String> exported() throws IOException {
        Set<String> names = new TreeSet<>();
        ROW.matcher(section("Tables"))
                .results()
                .map(row -> row.group(2).split(" \\| ", -1)[4])
                .flatMap(cell -> NAME.matcher(cell).results())
                .forEach(name -> names.add(name.group(1)));
        return names;
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains("\n## " + heading + "\n");
        return page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    }
}
