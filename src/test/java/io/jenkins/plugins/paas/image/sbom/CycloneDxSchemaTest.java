package io.jenkins.plugins.paas.image.sbom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.paas.core.ImageReference;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Documents against the schema of the specification, which cyclonedx-core-java has in it. */
public class CycloneDxSchemaTest {

  private static final String SCHEMAS = "http://cyclonedx.org/schema/";

  @Test
  public void whatIsWrittenFollowsTheSchema() throws Exception {
    OsRelease debian = new OsRelease("debian", "12");
    List<Component> components =
        List.of(
            Component.deb("libc6", "2.36-9+deb12u8", "amd64", debian),
            Component.apk("musl", "1.2.5-r0", null, new OsRelease("", "")),
            Component.maven("org.shop", "core", "1.2"),
            Component.jar("other", null));
    ImageReference image = ImageReference.parse("reg.example/shop/api@sha256:" + "ab".repeat(32));
    JsonNode document = new ObjectMapper().readTree(CycloneDx.write(image, 1700000000, components));
    assertEquals(Set.of(), problems(document));

    ((ObjectNode) document.path("components").path(0)).remove("name");
    assertFalse("the schema must find what is missing", problems(document).isEmpty());
  }

  private static Set<ValidationMessage> problems(JsonNode document) {
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(SCHEMAS, "classpath:/")));
    JsonSchema schema =
        factory.getSchema(
            SchemaLocation.of(SCHEMAS + "bom-1.5.schema.json"),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(document);
  }
}
