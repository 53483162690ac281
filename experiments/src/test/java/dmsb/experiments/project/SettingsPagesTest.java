package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of keys, presets and rules in the pages are those that the code makes. */
class SettingsPagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    static Stream<String> pages() {
        return Stream.of("learners.md", "scenarios.md", "rules.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tablesAreThoseThatTheCodeMakes(String page) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        assertEquals(Description.renew(text), text, "make it anew: ./dmsb describe --page docs/" + page);
    }

    @ParameterizedTest
    @EnumSource
    void everyTableStandsInAPage(Description description) throws IOException {
        String table =
                "<!-- ./dmsb describe " + description.id() + " -->\n" + description.toMarkdown() + "<!-- end -->\n";
        StringBuilder all = new StringBuilder();
        for (String page : pages().toList()) {
            all.append(Files.readString(DOCS.resolve(page)));
        }
        assertTrue(all.toString().contains(table), table);
    }

    @Test
    void aTableThatIsNotTheCodesIsReplaced() {
        String block = "<!-- ./dmsb describe scenario-presets -->\n" + Description.SCENARIO_PRESETS.toMarkdown()
                + "<!-- end -->\n";
        String old = block.replace("frozen", "molten");
        assertEquals("before\n" + block + "after\n", Description.renew("before\n" + old + "after\n"));
    }
}
