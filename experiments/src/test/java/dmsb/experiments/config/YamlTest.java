package dmsb.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
    @Test
    void yamlThatIsNotAMappingIsRefusedInOneLine(@TempDir Path folder) throws Exception {
        for (String text : new String[] {"- 1\n- 2", "a: 1\na: 2", "a: [1"}) {
            UsageException error = assertThrows(UsageException.class, () -> Yaml.parse(text, "file.yaml"), text);
            assertEquals(1, String.valueOf(error.getMessage()).lines().count(), error.getMessage());
        }
        assertThrows(UsageException.class, () -> Yaml.read(folder.resolve("missing.yaml")));
        Path large = folder.resolve("large.yaml");
        Files.writeString(large, "a: 1\n".repeat(300_000));
        assertThrows(UsageException.class, () -> Yaml.read(large));
        assertEquals(Map.of(), Yaml.parse("", "empty"));
    }

    @Test
    void assignmentsAreReadAsYaml() {
        assertEquals(Map.entry("taskMB", List.of(20, 40)), Yaml.parseAssignment("taskMB=[20, 40]"));
        assertEquals(Map.entry("a", "b=c"), Yaml.parseAssignment("a=b=c"));
        assertThrows(UsageException.class, () -> Yaml.parseAssignment("nothing"));
        assertThrows(UsageException.class, () -> Yaml.parseAssignment("=1"));
    }
}
