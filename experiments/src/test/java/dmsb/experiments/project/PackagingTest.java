package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The bill of materials has no parent, so that it imports nothing it should not; here it is held to the parent's numbers. */
class PackagingTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Document parent = pom("pom.xml");
    private final Document bom = pom("core/bom/pom.xml");

    PackagingTest() throws Exception {}

    private static Document pom(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(file).toFile());
    }

    @Test
    void theBillOfMaterialsHasTheVersionsOfTheParent() throws Exception {
        assertEquals(texts(parent, "/project/version"), texts(bom, "/project/version"));
        Map<String, String> expected = properties(parent);
        Map<String, String> properties = properties(bom);
        assertTrue(properties.size() >= 5, properties.toString());
        properties.forEach((name, value) -> assertEquals(expected.get(name), value, name));
    }

    @Test
    void theBillOfMaterialsListsEveryModuleAndWhatItNeedsAtRunTime() throws Exception {
        List<String> listed = texts(bom, "/project/dependencyManagement//artifactId");
        List<String> modules = new ArrayList<>();
        for (String module : texts(parent, "/project/modules/module")) {
            if (!module.endsWith("bom")) {
                modules.addAll(texts(pom(module + "/pom.xml"), "/project/artifactId"));
            }
        }
        assertEquals(5, modules.size());
        assertTrue(listed.containsAll(modules), listed.toString());
        assertEquals(List.of(), texts(bom, "/project/parent"));
        listed.removeAll(modules);
        assertEquals(List.of("ejml-core", "commons-rng-simple", "commons-rng-sampling"), listed);
    }

    @Test
    void releasesSayWhatTheyMustSay() throws Exception {
        for (Document pom : List.of(parent, bom)) {
            for (String element : List.of(
                    "name", "description", "url", "licenses/license/name", "developers/developer/name", "scm/url")) {
                List<String> texts = texts(pom, "/project/" + element);
                assertEquals(1, texts.size(), element);
                assertTrue(!texts.get(0).isBlank(), element);
            }
        }
        for (String module : texts(parent, "/project/modules/module")) {
            assertEquals(1, texts(pom(module + "/pom.xml"), "/project/name").size(), module);
            assertEquals(
                    1, texts(pom(module + "/pom.xml"), "/project/description").size(), module);
        }
    }

    private static Map<String, String> properties(Document pom) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        NodeList nodes = nodes(pom, "/project/properties/*");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element property = (Element) nodes.item(i);
            properties.put(property.getTagName(), property.getTextContent());
        }
        return properties;
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        List<String> texts = new ArrayList<>();
        NodeList nodes = nodes(pom, path);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static NodeList nodes(Document pom, String path) throws Exception {
        return (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    }
}
