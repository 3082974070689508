package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

public class DescribableBindingTest {
  @Rule public final JenkinsRule j = new JenkinsRule();

  @Before
  public void register() {
    @SuppressWarnings("rawtypes")
    ExtensionList<Descriptor> all = ExtensionList.lookup(Descriptor.class);
    all.add(0, new Circle.DescriptorImpl());
    all.add(0, new Square.DescriptorImpl());
    all.add(0, new Drawing.DescriptorImpl());
  }

  @Test
  public void bindsNestedDescribablesListsAndMaps() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("title", "a");
    arguments.put("main", new UninstantiatedDescribable("circle", null, Map.of("radius", "3")));
    arguments.put(
        "shapes", List.of(Map.of("$class", "Square"), Map.of("$class", "Circle", "radius", 4L)));
    arguments.put("names", List.of("one"));
    arguments.put("labels", Map.of("k", "v"));

    Drawing drawing = DescribableModel.of(Drawing.class).instantiate(arguments, TaskListener.NULL);

    assertEquals(3, ((Circle) drawing.getMain()).getRadius());
    assertEquals(Square.class, drawing.getShapes().get(0).getClass());
    assertEquals(4, ((Circle) drawing.getShapes().get(1)).getRadius());
    assertEquals(List.of("one"), drawing.getNames());
    assertEquals("custom", drawing.getLabels().get("by"));
  }

  @Test
  public void tellsRequiredFirstThenOptionalByName() {
    DescribableModel<Drawing> model = DescribableModel.of(Drawing.class);

    assertEquals(
        List.of("title", "labels", "main", "names", "shapes"),
        model.getParameters().stream()
            .map(DescribableParameter::getName)
            .collect(Collectors.toList()));
    assertTrue(model.getParameter("title").isRequired());
    assertNull(model.getParameter("nonsense"));
    assertEquals("title", model.getSoleRequiredParameter().getName());
  }

  @Test
  public void unknownNameIsRefusedWhenStrictAndLoggedOtherwise() {
    Map<String, Object> arguments = Map.of("title", "a", "nonsense", 1);
    DescribableModel<Drawing> model = DescribableModel.of(Drawing.class);
    assertThrows(IllegalArgumentException.class, () -> model.instantiate(arguments, null));

    DescribableModel.STRICT_PARAMETER_CHECKING = false;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    model.instantiate(arguments, new StreamTaskListener(log, StandardCharsets.UTF_8));
    assertTrue(log.toString(StandardCharsets.UTF_8).contains("nonsense"));
  }

  @Test
  public void valueOfTheWrongKindNamesTheParameter() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> DescribableModel.of(Circle.class).instantiate(Map.of("radius", List.of()), null));
    assertTrue(e.getMessage(), e.getMessage().contains("Circle.radius expects int but received"));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> DescribableModel.of(Circle.class).instantiate(Map.of("radius", "x"), null));
    assertTrue(
        e.getMessage(), e.getMessage().contains("unable to coerce the received value \"x\""));
  }

  @Test
  public void convertsNoMoreThanARealController() {
    DescribableModel<Drawing> model = DescribableModel.of(Drawing.class);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> model.instantiate(Map.of("title", 1), null));
    assertTrue(e.getMessage(), e.getMessage().contains("Drawing.title expects"));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> model.instantiate(Map.of("title", "a", "names", "one"), null));
    assertTrue(e.getMessage(), e.getMessage().contains("Drawing.names expects"));
  }

  @Test
  public void unknownSymbolNamesTheKnownOnes() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                DescribableModel.of(Drawing.class)
                    .instantiate(
                        Map.of(
                            "title",
                            "a",
                            "main",
                            new UninstantiatedDescribable("oval", null, Map.of())),
                        null));
    assertTrue(
        e.getMessage(), e.getMessage().contains("is using symbol 'oval'; known: circle, square"));
  }

  @Test
  public void tellsTheArgumentsThatDifferFromTheDefaults() {
    Drawing drawing = new Drawing("a");
    drawing.setMain(new Circle(2));
    UninstantiatedDescribable told = DescribableModel.uninstantiate2_(drawing);

    assertEquals("drawing", told.getSymbol());
    assertEquals(
        Map.of("title", "a", "main", Map.of("$class", "Circle", "radius", 2)), told.toMap());
  }

  public abstract static class Shape extends AbstractDescribableImpl<Shape> {}

  public static final class Circle extends Shape {
    private final int radius;

    @DataBoundConstructor
    public Circle(int radius) {
      this.radius = radius;
    }

    public int getRadius() {
      return radius;
    }

    @Symbol("circle")
    public static final class DescriptorImpl extends Descriptor<Shape> {}
  }

  public static final class Square extends Shape {
    @DataBoundConstructor
    public Square() {}

    @Symbol("square")
    public static final class DescriptorImpl extends Descriptor<Shape> {}
  }

  public static final class Drawing extends AbstractDescribableImpl<Drawing> {
    private final String title;
    private Shape main;
    private List<Shape> shapes;
    private List<String> names;
    private Map<String, Object> labels;

    @DataBoundConstructor
    public Drawing(String title) {
      this.title = title;
    }

    public String getTitle() {
      return title;
    }

    public Shape getMain() {
      return main;
    }

    @DataBoundSetter
    public void setMain(Shape main) {
      this.main = main;
    }

    public List<Shape> getShapes() {
      return shapes;
    }

    @DataBoundSetter
    public void setShapes(List<Shape> shapes) {
      this.shapes = shapes;
    }

    public List<String> getNames() {
      return names;
    }

    @DataBoundSetter
    public void setNames(List<String> names) {
      this.names = names;
    }

    public Map<String, Object> getLabels() {
      return labels;
    }

    @DataBoundSetter
    public void setLabels(Map<String, Object> labels) {
      this.labels = labels;
    }

    @Symbol("drawing")
    public static final class DescriptorImpl extends Descriptor<Drawing>
        implements CustomDescribableModel {
      @Override
      public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        Map<String, Object> changed = new LinkedHashMap<>(arguments);
        if (changed.get("labels") instanceof Map) {
          changed.put("labels", Map.of("by", "custom"));
        }
        return changed;
      }
    }
  }
}
