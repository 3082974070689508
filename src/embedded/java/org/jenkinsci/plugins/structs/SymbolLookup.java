package org.jenkinsci.plugins.structs;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.Symbol;

/** Finds extensions by their {@code @Symbol}. */
public class SymbolLookup {
  private static final SymbolLookup INSTANCE = new SymbolLookup();

  public static SymbolLookup get() {
    return INSTANCE;
  }

  /** The extension of a type that has the symbol, or null. */
  public <T> T find(Class<T> type, String symbol) {
    for (T extension : ExtensionList.lookup(type)) {
      if (getSymbolValue(extension).contains(symbol)) {
        return extension;
      }
    }
    return null;
  }

  /** The descriptor whose describable is of a type and has the symbol, or null. */
  @SuppressWarnings("rawtypes")
  public Descriptor<?> findDescriptor(Class<?> describable, String symbol) {
    for (Descriptor descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (descriptor.isSubTypeOf(describable) && getSymbolValue(descriptor).contains(symbol)) {
        return descriptor;
      }
    }
    return null;
  }

  /** Of a describable its descriptor's symbols, of anything else its own; may be empty. */
  public static Set<String> getSymbolValue(Object o) {
    if (o instanceof hudson.model.Describable && !(o instanceof Descriptor)) {
      return getSymbolValue(((hudson.model.Describable<?>) o).getDescriptor());
    }
    return getSymbolValue(o.getClass());
  }

  public static Set<String> getSymbolValue(Class<?> c) {
    Symbol symbol = c.getAnnotation(Symbol.class);
    return symbol == null ? Set.of() : new LinkedHashSet<>(List.of(symbol.value()));
  }
}
