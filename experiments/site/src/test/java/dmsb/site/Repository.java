package dmsb.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A small repository with javadoc, for tests. */
final class Repository {
    private final Path root;

    Repository(Path folder) {
        root = folder.resolve("repository");
        file("README.md", "# DMSB\n\nSee [the guide](docs/guide.md#first-steps).\n");
        file("docs/guide.md", "# Guide\n\n## First steps\n\nText.\n");
        file("docs/results/README.md", "# Results\n");
        file("examples/README.md", "# Examples\n");
        file("apidocs/index.html", "<html><body>API</body></html>");
        file("apidocs/type-search-index.js", "typeSearchIndex = [];");
        file("apidocs/dmsb/auction/Auctioneer.html", "<html><body>Auctioneer</body></html>");
        file("auction/src/main/java/dmsb/auction/Auctioneer.java", "package dmsb.auction;");
    }

    Path root() {
        return root;
    }

    Repository file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page of a document that stands in docs. */
    SitePage page(String markdown) throws IOException {
        return new PageReader(targets()).read("docs/page.md", markdown);
    }

    Targets targets() throws IOException {
        return new Targets(root, ApiIndex.of(root.resolve("apidocs")));
    }

    /** Builds the site. */
    Path build() throws IOException {
        Path out = root.resolve("target/site");
        new Site(root, root.resolve("apidocs"), out).build();
        return out;
    }
}
