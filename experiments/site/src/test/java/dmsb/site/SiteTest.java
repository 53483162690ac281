package dmsb.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    @TempDir
    private Path folder;

    private Repository small() {
        Repository repository = new Repository(folder);
        // what the menu names
        for (String name : List.of(
                "docs/the-auction",
                "docs/guide-mechanism-designer",
                "docs/guide-researcher",
                "docs/guide-engineer",
                "docs/check-your-auction",
                "docs/results/paper",
                "docs/results/quick",
                "CONTRIBUTING",
                "CHANGELOG")) {
            repository.file(name + ".md", "# " + name + "\n");
        }
        return repository;
    }

    @Test
    void everyLinkOfTheSiteLeadsSomewhere() throws IOException {
        Path site = small().file("docs/data/a.txt", "a < b")
                .file("docs/more.md", "# More\n\n[data](data/), [text](data/a.txt)\n")
                .build();
        assertEquals(List.of(), LinkCheck.of(site).dead());
        assertTrue(Files.readString(site.resolve("index.html")).contains("href=\"docs/guide.html#first-steps\""));
        assertTrue(Files.readString(site.resolve("docs/data/index.html")).contains(">a.txt</a>"));
        assertTrue(Files.readString(site.resolve("docs/data/a.txt.html")).contains("a &lt; b"));
    }

    @Test
    void aFileThatIsNoTextIsCopied() throws IOException {
        Repository repository =
                small().file("docs/more.md", "# More\n\n[data](data/)\n").file("docs/data/a.txt", "a");
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
        Files.write(repository.root().resolve("docs/data/b.bin"), bytes);
        Path site = repository.build();
        assertEquals(List.of(), LinkCheck.of(site).dead());
        assertArrayEquals(bytes, Files.readAllBytes(site.resolve("docs/data/b.bin")));
    }

    @Test
    void aDeadAnchorIsFound() throws IOException {
        Path site = small().file("docs/more.md", "# More\n\n[x](guide.md#last-steps)\n")
                .build();
        assertEquals(
                List.of(
                        "docs/more.html: '../docs/guide.html#last-steps': expected an id 'last-steps' in docs/guide.html,"
                                + " got none"),
                LinkCheck.of(site).dead());
    }

    @Test
    void aPageThatIsGoneIsGoneFromTheSite() throws IOException {
        Repository repository = small().file("docs/more.md", "# More\n");
        Path more = repository.build().resolve("docs/more.html");
        assertTrue(Files.exists(more));
        Files.delete(repository.root().resolve("docs/more.md"));
        repository.build();
        assertFalse(Files.exists(more));
    }

    @Test
    void constantsHaveTheAnchorsThatTheirPageLinksTo() {
        assertEquals(
                "<h2 id=\"dmsb.core\" title=\"dmsb.core\">dmsb.core.*</h2>",
                Site.withAnchors("<h2 title=\"dmsb.core\">dmsb.core.*</h2>"));
    }

    @Test
    void argumentsAreCounted() {
        assertThrows(IllegalArgumentException.class, () -> Site.main(new String[] {"."}));
    }
}
