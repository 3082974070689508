package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import hudson.model.Result;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Ways out of the sandbox that scripts have tried on Jenkins; each must be refused. */
public class SandboxTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  /** {@code MARK} is the file that an attack would make. */
  private static final List<String> ATTACKS =
      List.of(
          // processes and the JVM
          "System.exit(3)",
          "Runtime.getRuntime().exec('touch MARK')",
          "Runtime.runtime.exec('touch MARK')",
          "'touch MARK'.execute()",
          "\"touch ${'MARK'}\".execute()",
          "['touch', 'MARK'].execute()",
          "new ProcessBuilder('touch', 'MARK').start()",
          "'touch MARK'.with { execute() }",
          "['touch MARK'].each { it.execute() }",
          "['touch MARK']*.execute()",
          "'touch MARK'.\"${'execute'}\"()",
          "def m = 'touch MARK'.&execute; m()",
          "def m = ('touch MARK'.&execute).curry(); m()",
          "['touch MARK'].collect(String.&execute)",
          "def c = { execute() }; c.delegate = 'touch MARK'; c.resolveStrategy = 3; c()",
          "def c = { exit(3) }; c.delegate = System; c.resolveStrategy = 3; c()",
          "def s = System; s.exit(3)",
          "def s = System; s.'exit'(3)",
          "(System).invokeMethod('exit', 3)",
          "'touch MARK'.invokeMethod('execute', null)",
          "import static java.lang.System.exit\nexit(3)",
          "import static java.lang.System.exit as leave\nleave(3)",
          "import static java.lang.System.*\nexit(3)",
          "System.getenv('PATH')",
          "System.env.PATH",
          "System.properties['user.home']",
          "import static java.lang.System.out\nout.println('x')",
          "Thread.start { }",
          "Thread.currentThread().contextClassLoader",
          "new Thread({ }).start()",
          // files and addresses
          "new File('MARK').text = 'x'",
          "new File('MARK').createNewFile()",
          "'MARK' as File",
          "(File) 'MARK'",
          "(File) ['MARK']",
          "['MARK'] as FileWriter",
          "def x = ['MARK'] as java.io.FileOutputStream",
          "FileWriter w = ['MARK']",
          "java.io.FileWriter w\nw = ['MARK']",
          "FileWriter[] w = [['MARK']]",
          "def (FileWriter w, x) = [['MARK'], 1]",
          "def f(FileWriter w = ['MARK']) { }\nf()",
          "def f = { FileWriter w = ['MARK'] -> }\nf()",
          "FileWriter f() { ['MARK'] }\nf()",
          "for (FileWriter w in [['MARK']]) { }",
          "class A { FileWriter w = ['MARK'] }\nnew A()",
          "class A { FileWriter w }\nnew A(w: ['MARK'])",
          "['MARK'].asType(FileWriter)",
          "def t = ['MARK'].&asType; t(FileWriter)",
          "[['MARK']]*.asType(FileWriter)",
          "org.codehaus.groovy.runtime.ScriptBytecodeAdapter.castToType(['MARK'], FileWriter)",
          "org.codehaus.groovy.runtime.InvokerHelper.invokeMethod('touch MARK', 'execute', null)",
          "new URL('http://127.0.0.1:1/').text",
          "'http://127.0.0.1:1/'.toURL().text",
          "'http://127.0.0.1:1/' as URL",
          "new Socket('127.0.0.1', 1)",
          "new Random().with { new FileWriter('MARK') }",
          // classes and meta-programming
          "'x'.class.forName('java.lang.Runtime')",
          "'x'.getClass().forName('java.lang.Runtime')",
          "'x'.class.classLoader",
          "'x'.\"${'class'}\".name.execute()",
          "'x'['class']",
          "['x']*.class",
          "['x'].class",
          "[['x']].class",
          "Class c = 'java.lang.Runtime'",
          "'java.lang.Runtime' as Class",
          "Class.forName('java.lang.Runtime')",
          "String.metaClass.hack = { -> 'x' }",
          "'x'.metaClass.hack = { -> 'x' }",
          "'x'.getMetaClass()",
          "this.class.classLoader.parseClass('x')",
          "getClass().classLoader",
          "({}).class.classLoader.parseClass('System.exit(3)')",
          "class A { }\nA.classLoader.parseClass('x')",
          "class A { }\nA.protectionDomain",
          "this.@program.run()",
          "this.@metaClass = null",
          "FileWriter.newInstance('MARK')",
          "def n = FileWriter.&newInstance; n('MARK')",
          "def n = FileWriter.&new; n('MARK')",
          "new GroovyShell().evaluate('System.exit(3)')",
          "new GroovyShell().evaluate('new File(\"MARK\").createNewFile()')",
          "new GroovyClassLoader().parseClass('x')",
          "Eval.me('System.exit(3)')",
          "evaluate('System.exit(3)')",
          "this.evaluate('System.exit(3)')",
          "super.evaluate('new File(\"MARK\").createNewFile()')",
          "super.run(new File('x'), [] as String[])",
          "super.getClass().classLoader",
          "def f() { super.evaluate('new File(\"MARK\").createNewFile()') }\nf()",
          "run(new File('MARK'), [] as String[])",
          "String.mixin(Math)",
          "use(Math) { }",
          // code that runs outside of methods, or later
          "class A { static x = new File('MARK').createNewFile() }\nA.x",
          "class A { static { new File('MARK').createNewFile() } }\nnew A()",
          "class A { def x = new File('MARK').createNewFile() }\nnew A()",
          "class A { { new File('MARK').createNewFile() } }\nnew A()",
          "class A { A(x = new File('MARK').createNewFile()) { } }\nnew A()",
          "def f(x = new File('MARK').createNewFile()) { }\nf()",
          "def f = { x = new File('MARK').createNewFile() -> }\nf()",
          "enum E { A(new File('MARK').createNewFile()); E(x) { } }\nE.A",
          "class A { void finalize() { } }\nnew A()",
          "class A implements Serializable { private void readObject(java.io.ObjectInputStream i) {"
              + " } }",
          "class A implements Serializable { Object readResolve() { this } }",
          "class A extends FileWriter { A() { super('MARK') } }\nnew A()",
          "class A extends FileWriter { A(f) { super(f) } }\nnew A('MARK')",
          "class A extends GroovyShell { }\nnew A().evaluate('System.exit(3)')",
          "class A extends Thread { }\nnew A().start()",
          "new Thread('x') { void run() { } }",
          "class A { def toString() { new File('MARK').createNewFile() } }\n\"${new A()}\"",
          "def x = 0; x += new File('MARK').createNewFile() ? 1 : 0",
          "[a: new File('MARK').createNewFile()]",
          "def m = [:]; m[new File('MARK').createNewFile()]++",
          "assert new File('MARK').createNewFile()",
          "@groovy.transform.Field x = new File('MARK').createNewFile()\nx",
          "def x = \"${-> new File('MARK').createNewFile()}\"; x.toString()",
          // compile-time code
          "@groovy.transform.ASTTest(value = { new File('MARK').createNewFile() }) def x = 1",
          "import groovy.transform.ASTTest\n@ASTTest(value = { System.exit(3) }) def f() { }",
          "import groovy.transform.*\n@ASTTest(value = { System.exit(3) }) def f() { }",
          "import groovy.transform.ASTTest as NonCPS\n"
              + "@NonCPS(value = { System.exit(3) }) def f() { }",
          "@Grab('a:b:1') import java.lang.Object\necho 'x'",
          "@Grapes([@Grab('a:b:1')]) def x = 1",
          "@GrabResolver(name='x', root='http://127.0.0.1:1/') def x = 1",
          "@groovy.transform.CompileStatic def f() { new File('MARK').createNewFile() }\nf()",
          "@groovy.transform.AnnotationCollector([Deprecated]) @interface X { }\necho 'x'",
          "@groovy.lang.Newify(FileWriter) def f() { FileWriter('MARK') }\nf()",
          "@groovy.transform.Immutable class A { FileWriter w }\nnew A(w: ['MARK'])",
          // the controller's own objects
          "currentBuild.rawBuild",
          "currentBuild.getRawBuild()",
          "env.class.classLoader",
          "env.getClass()",
          "jenkins.model.Jenkins.instance",
          "Jenkins.get().doSafeExit()",
          "hudson.model.Hudson.instance",
          "new hudson.FilePath(null)",
          "hudson.FilePath p = ['MARK']");

  @Test
  public void attacksAreRefused() throws Exception {
    List<String> passed = new ArrayList<>();
    File mark = new File(folder.getRoot(), "mark");
    for (String attack : ATTACKS) {
      WorkflowJob job = jenkins.createProject(WorkflowJob.class);
      job.setDefinition(
          new CpsFlowDefinition(attack.replace("MARK", mark.getPath()) + "\necho 'passed'", true));
      WorkflowRun run = job.scheduleBuild2(0).get();
      if (run.getResult() != Result.FAILURE || mark.exists()) {
        passed.add(attack + (mark.exists() ? " made its file" : ""));
        mark.delete();
      }
    }
    assertEquals(String.join("\n", passed), 0, passed.size());
    assertFalse(mark.exists());
  }

  @Test
  public void ordinaryGroovyIsOpen() throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(
        new CpsFlowDefinition(
            """
            import groovy.transform.Field
            @Field int count = 1
            @Field final Map<String, List<String>> places = [a: ['x', 'y']]
            @NonCPS String joined(List<String> words, String with = '-') { words.join(with) }
            String shout(String text) { text.toUpperCase() }
            class Point implements Serializable {
              int x
              List<Integer> more = []
              @Override String toString() { super.toString() ? "at $x" : '' }
            }
            Point p = new Point(x: 3)
            String a = 'left'; int b = 2
            long big = 1 as Long
            String[] words = 'a b'.split(' ')
            Closure<String> c = { String t, int n -> t * n }
            for (String w in words) { echo "word $w" }
            try { throw new Exception('gone') } catch (Exception e) {
              echo "caught ${e.message}"
            }
            String longer = "${c('ab', 2)}"
            Date date = new Date(0)
            echo "${joined(places.a)} ${shout('x')} $p $a $b $big $longer ${count + 1} ${'abc'[1]}"
            """,
            true));
    WorkflowRun run = jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    jenkins.assertLogContains("x-y X at 3 left 2 1 abab 2 b", run);
    jenkins.assertLogContains("caught gone", run);
  }
}
