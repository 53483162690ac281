package dmsb.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The site: a page for every document, the files that documents link to, the javadoc, and a search over all of it. */
public final class Site {
    private static final List<String> ASSETS = List.of("site.css", "site.js");

    private final Path root;
    private final Path javadoc;
    private final Path out;

    /**
     * A site that is not built yet.
     *
     * @param root the repository
     * @param javadoc the folder that javadoc wrote
     * @param out the site's folder; what is in it will be deleted
     */
    public Site(Path root, Path javadoc, Path out) {
        this.root = root.toAbsolutePath().normalize();
        this.javadoc = javadoc.toAbsolutePath().normalize();
        this.out = out.toAbsolutePath().normalize();
    }

    /**
     * Builds the site and checks its links.
     *
     * @param arguments the repository, the folder that javadoc wrote, the site's folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "arguments: expected repository, javadoc and output, got " + arguments.length);
        }
        Path out = Path.of(arguments[2]);
        int pages = new Site(Path.of(arguments[0]), Path.of(arguments[1]), out).build();
        System.out.println("site: " + pages + " documents and the API in " + out.resolve("index.html"));
        LinkCheck.main(new String[] {out.toString()});
    }

    /**
     * Builds the site.
     *
     * @return the number of documents
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if a document has a link that leads to nothing, or no place in the menu
     */
    public int build() throws IOException {
        clear();
        Targets targets = new Targets(root, ApiIndex.of(javadoc));
        PageReader reader = new PageReader(targets);
        List<SitePage> pages = new ArrayList<>();
        for (String source : documents()) {
            pages.add(reader.read(source, Files.readString(root.resolve(source))));
        }
        Navigation navigation = Navigation.of(resource("navigation.txt"), pages);
        Template template = new Template(navigation);
        for (SitePage page : pages) {
            write(page.address(), template.of(page));
        }
        for (String folder : targets.folders()) {
            write(folder + "index.html", template.whole(folder + "index.html", folder, listing(folder, targets)));
        }
        for (String file : List.copyOf(targets.files())) {
            copy(file, targets, template);
        }
        for (String asset : ASSETS) {
            write(asset, resource(asset));
        }
        write(SearchIndex.FILE, SearchIndex.script(navigation.pages()));
        copyJavadoc();
        return pages.size();
    }

    private void clear() throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(out);
    }

    /** The Markdown files of the root, and those below docs and examples. */
    private List<String> documents() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> here = Files.list(root)) {
            here.forEach(files::add);
        }
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> below = Files.walk(root.resolve(folder))) {
                below.forEach(files::add);
            }
        }
        return files.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.contains("target/"))
                .sorted()
                .toList();
    }

    /** The files of a folder and of those below it. */
    private String listing(String folder, Targets targets) throws IOException {
        StringBuilder html = new StringBuilder("<h1>" + Html.escape(folder) + "</h1>\n<ul>\n");
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            List<String> paths = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.contains("target/"))
                    .sorted()
                    .toList();
            for (String path : paths) {
                html.append("<li><a href=\"")
                        .append(Addresses.relative(folder + "index.html", targets.addressOf(path, false)))
                        .append("\">")
                        .append(Html.escape(path.substring(folder.length())))
                        .append("</a></li>\n");
            }
        }
        return html.append("</ul>\n").toString();
    }

    private void copy(String file, Targets targets, Template template) throws IOException {
        String address = targets.copyOf(file);
        if (targets.isCopiedAsItIs(file)) {
            Path target = out.resolve(address);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(root.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            String text = Html.escape(Files.readString(root.resolve(file)));
            String html = "<h1>" + Html.escape(file) + "</h1>\n<pre><code>" + text + "</code></pre>\n";
            write(address, template.whole(address, file, html));
        }
    }

    private void copyJavadoc() throws IOException {
        Path target = out.resolve(ApiIndex.FOLDER);
        try (Stream<Path> files = Files.walk(javadoc)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(javadoc.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path constants = target.resolve("constant-values.html");
        if (Files.exists(constants)) {
            Files.writeString(constants, withAnchors(Files.readString(constants)));
        }
    }

    /** JDK 17's page of constants links to its headings and gives an id only to the sections below them. */
    static String withAnchors(String constants) {
        return constants.replaceAll("<h2 title=\"(dmsb[\\w.]*)\">", "<h2 id=\"$1\" title=\"$1\">");
    }

    private void write(String address, String text) throws IOException {
        Path file = out.resolve(address);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
