package dmsb.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the links of documents lead on the site. A document becomes its page, the source of a documented type the type's
 * javadoc, a folder its {@code README} or a list of its files, any other file a copy of its own. What has to be copied is
 * remembered.
 */
final class Targets {
    /** Files that a browser shows by itself; any other one is shown within a page. */
    private static final Pattern SHOWN_BY_BROWSERS = Pattern.compile(".*\\.(html|svg|png|csv|json)");

    private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");

    private final Path root;
    private final ApiIndex api;
    private final SortedSet<String> files = new TreeSet<>();
    private final SortedSet<String> folders = new TreeSet<>();

    /**
     * No links yet.
     *
     * @param root the repository
     * @param api the types with javadoc
     */
    Targets(Path root, ApiIndex api) {
        this.root = root;
        this.api = api;
    }

    /** The files that were linked and are not pages, from the root of the repository. */
    SortedSet<String> files() {
        return Collections.unmodifiableSortedSet(files);
    }

    /** The folders that were linked and have no {@code README.md}, with a slash at the end. */
    SortedSet<String> folders() {
        return Collections.unmodifiableSortedSet(folders);
    }

    /** The javadoc. */
    ApiIndex api() {
        return api;
    }

    /**
     * Where a link leads.
     *
     * @param source the document with the link, from the root of the repository
     * @param link as it stands there
     * @return a reference for the document's page
     * @throws IllegalArgumentException if the link leads to nothing in the repository
     */
    String resolve(String source, String link) {
        if (link.startsWith("#") || EXTERNAL.matcher(link).matches()) {
            return link;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        Path target = root.resolve(Addresses.folderOf(source)).resolve(file).normalize();
        if (!target.startsWith(root) || !Files.exists(target)) {
            throw new IllegalArgumentException(
                    source + ": link '" + link + "': expected a file of the repository, got none");
        }
        String path = root.relativize(target).toString().replace('\\', '/');
        return Addresses.relative(SitePage.addressOf(source), addressOf(path, Files.isDirectory(target))) + anchor;
    }

    /**
     * The address of a file of the repository, which is copied if it has to be.
     *
     * @param path the file or folder, from the root of the repository
     * @param folder whether it is a folder
     * @return its address
     */
    String addressOf(String path, boolean folder) {
        if (folder) {
            String slashed = path.isEmpty() ? "" : path + "/";
            if (!Files.exists(root.resolve(path).resolve("README.md"))) {
                folders.add(slashed);
            }
            return slashed + "index.html";
        }
        if (path.endsWith(".md")) {
            return SitePage.addressOf(path);
        }
        return api.pageOf(path).orElseGet(() -> {
            files.add(path);
            return copyOf(path);
        });
    }

    /** The address of a file's copy. */
    String copyOf(String path) {
        return isCopiedAsItIs(path) ? path : path + ".html";
    }

    /** Whether the copy is the file itself rather than a page around its text; a file that is no text is copied too. */
    boolean isCopiedAsItIs(String path) {
        if (SHOWN_BY_BROWSERS.matcher(path).matches()) {
            return true;
        }
        try {
            Files.readString(root.resolve(path));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
