package io.jenkins.embedded.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the classes that this project compiles. */
final class ClassFiles {
  private static final List<String> JENKINS =
      List.of(
          "hudson/",
          "jenkins/",
          "org/jenkinsci/",
          "com/cloudbees/",
          "org/kohsuke/stapler/",
          "org/kohsuke/accmod/",
          "org/csanchez/jenkins/",
          "org/jvnet/hudson/");

  private static final int CLASS = 7;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;

  private ClassFiles() {}

  static boolean isJenkins(String name) {
    return JENKINS.stream().anyMatch(name::startsWith);
  }

  /** Of the plugin and the embedded root. */
  static List<ClassReader> compiled() throws IOException {
    return beside(Jenkins.class);
  }

  /** Of the directory that has a class. */
  static List<ClassReader> beside(Class<?> type) throws IOException {
    Path directory;
    try {
      directory = Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> f.toString().endsWith(".class"))
          .map(ClassFiles::read)
          .collect(Collectors.toList());
    }
  }

  private static ClassReader read(Path file) {
    try {
      return new ClassReader(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class that a class file's own name or a nested one's begins with. */
  static String topLevel(String name) {
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  /** Top-level classes that a class names: those that it links to and those in its descriptors. */
  static Set<String> namedBy(ClassReader file) {
    Set<String> names = new HashSet<>();
    char[] buffer = new char[file.getMaxStringLength()];
    for (int index = 1; index < file.getItemCount(); index++) {
      int offset = file.getItem(index);
      int tag = offset == 0 ? 0 : file.readByte(offset - 1);
      if (tag == CLASS) {
        addAll(names, file.readUTF8(offset, buffer));
      } else if (tag == NAME_AND_TYPE || tag == METHOD_TYPE) {
        addAll(names, file.readUTF8(tag == METHOD_TYPE ? offset : offset + 2, buffer));
      }
    }
    file.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visit(int v, int a, String n, String s, String parent, String[] types) {
            addAll(names, s == null ? "" : s);
          }

          @Override
          public FieldVisitor visitField(int a, String n, String type, String s, Object v) {
            addAll(names, s == null ? type : s);
            return null;
          }

          @Override
          public MethodVisitor visitMethod(int a, String n, String type, String s, String[] e) {
            addAll(names, s == null ? type : s);
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                addAll(names, annotation);
                return null;
              }

              @Override
              public AnnotationVisitor visitParameterAnnotation(int p, String d, boolean v) {
                addAll(names, d);
                return null;
              }
            };
          }

          @Override
          public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            addAll(names, annotation);
            return null;
          }
        },
        ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    return names;
  }

  private static void addAll(Set<String> names, String descriptor) {
    for (String word : descriptor.split("[()\\[;<>:+*-]+")) {
      boolean field = word.startsWith("L") && word.contains("/");
      names.add(topLevel(word));
      // primitives may stand before a class, as in (ILjava/lang/String;)
      int at = field ? 0 : word.indexOf('L');
      if (at >= 0) {
        names.add(topLevel(word.substring(at + 1)));
      }
    }
  }
}
