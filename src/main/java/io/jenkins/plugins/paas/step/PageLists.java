package io.jenkins.plugins.paas.step;

import hudson.model.Descriptor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * For descriptors of what has maps and lists: a page binds neither, but repeated describables. So
 * setters take {@code List<NameValue>} and {@code List<ListedValue>}, and in a Pipeline (and in the
 * snippets that are generated for it) they are maps and plain lists.
 */
public interface PageLists extends CustomDescribableModel {

  @Override
  default Map<String, Object> customInstantiate(Map<String, Object> arguments) {
    Map<String, Object> bound = new LinkedHashMap<>(arguments);
    for (DescribableParameter parameter :
        DescribableModel.of(((Descriptor<?>) this).clazz).getParameters()) {
      Object given = arguments.get(parameter.getName());
      Type element = element(parameter.getRawType());
      if (element == NameValue.class && given instanceof Map<?, ?> map) {
        bound.put(parameter.getName(), NameValue.listOf(map));
      } else if (element == ListedValue.class && given instanceof Collection<?> list) {
        bound.put(parameter.getName(), ListedValue.listOf(list));
      } else if (given instanceof CharSequence || given instanceof Number) {
        refuse(parameter.getName(), element, given);
      }
    }
    return bound;
  }

  private static void refuse(String name, Type element, Object given) {
    if (element == NameValue.class) {
      throw new IllegalArgumentException(
          name + ": '" + given + "' is no map, such as [name: 'value']");
    }
    if (element == ListedValue.class) {
      throw new IllegalArgumentException(name + ": '" + given + "' is no list, such as ['value']");
    }
  }

  private static Type element(Type type) {
    return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
  }

  @Override
  default UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable told) {
    Map<String, Object> plain = new LinkedHashMap<>(told.getArguments());
    for (DescribableParameter parameter :
        DescribableModel.of(((Descriptor<?>) this).clazz).getParameters()) {
      Type element = element(parameter.getRawType());
      if (plain.get(parameter.getName()) instanceof List<?> items) {
        if (element == NameValue.class) {
          Map<String, Object> map = new LinkedHashMap<>();
          items.forEach(item -> map.put((String) part(item, "name"), part(item, "value")));
          plain.put(parameter.getName(), map);
        } else if (element == ListedValue.class) {
          List<Object> list = new ArrayList<>();
          items.forEach(item -> list.add(part(item, "value")));
          plain.put(parameter.getName(), list);
        }
      }
    }
    return told.withArguments(plain);
  }

  private static Object part(Object item, String name) {
    return ((UninstantiatedDescribable) item).getArguments().get(name);
  }
}
