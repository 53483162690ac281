package dmsb.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {
    private static final SitePage HOME = page("README.md", "Home");
    private static final SitePage B = page("docs/a.md", "B");
    private static final SitePage A = page("docs/b.md", "A");
    private static final SitePage C = page("docs/c.md", "C");

    private static SitePage page(String source, String title) {
        return new SitePage(source, SitePage.addressOf(source), title, List.of(), "", List.of());
    }

    @Test
    void namedPagesComeWhereTheyAreNamedAndOthersByTheirTitles() {
        Navigation navigation =
                Navigation.of("# Start\nREADME.md\n\n# Rest\ndocs/*\ndocs/c.md\n", List.of(B, A, C, HOME));
        assertEquals(List.of("Start", "Rest"), List.copyOf(navigation.groups().keySet()));
        assertEquals(List.of(HOME), navigation.groups().get("Start"));
        assertEquals(List.of(A, B, C), navigation.groups().get("Rest"));
        assertEquals(List.of(HOME, A, B, C), navigation.pages());
    }

    @Test
    void aPageWithoutAPlaceIsNamed() {
        assertEquals(
                "navigation: expected a place for every page, got none for docs/a.md",
                String.valueOf(assertThrows(
                                IllegalArgumentException.class,
                                () -> Navigation.of("# Start\nREADME.md\n", List.of(HOME, B)))
                        .getMessage()));
    }

    @Test
    void aPlaceWithoutAPageIsNamed() {
        assertEquals(
                "navigation: expected documents, each once, got docs/gone.md",
                String.valueOf(assertThrows(
                                IllegalArgumentException.class,
                                () -> Navigation.of("# Start\ndocs/gone.md\n*\n", List.of(HOME)))
                        .getMessage()));
    }
}
