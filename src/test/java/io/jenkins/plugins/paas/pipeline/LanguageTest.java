package io.jenkins.plugins.paas.pipeline;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** What of Groovy a script may use, and what its names mean, the same on both controllers. */
public class LanguageTest extends PipelineCase {
  @Test
  public void severalVariablesAreAssignedAtOnce() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            def (a, b) = [1, 2]
            echo "> $a $b"
            (a, b) = [b, a]
            echo "> $a $b"
            def (String c, int d) = ['x', 3]
            def pair() { ['m', 'n'] }
            def (m, n, o) = pair()
            echo "> $c $d $m $n $o"
            def swap = { x, y -> def (p, q) = [y, x]; "$p$q" }
            echo "> ${swap('l', 'r')}"
            node { def (s, t) = sh(script: 'echo one two', returnStdout: true).trim().split(' ')
              echo "> $t $s" }
            """);
    assertSaid(run, "1 2", "2 1", "x 3 m n null", "rl", "two one");
  }

  @Test
  public void collectionsOfEveryKindMayHoldSteps() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            for (w in 'a b'.split(' ')) { echo "> $w" }
            for (i in 1..2) { echo "> $i" }
            for (e in [k: 'v']) { echo "> ${e.key}${e.value}" }
            'p q'.split(' ').each { echo "> $it" }
            [u: 1].each { k, v -> echo "> $k$v" }
            ['r'].eachWithIndex { x, i -> echo "> $x$i" }
            2.times { echo "> t$it" }
            outer: for (x in 1..3) {
              for (y in 1..3) {
                if (y == 2) { continue outer }
                if (x == 3) { break outer }
                echo "> $x$y"
              }
            }
            """);
    assertSaid(run, "a", "b", "1", "2", "kv", "p", "q", "u1", "r0", "t0", "t1", "11", "21");
  }

  @Test
  public void exceptionsAreCaughtByType() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            def attempt(int n) {
              try {
                switch (n) {
                  case 1: return Integer.parseInt('x')
                  case 2: return 1.intdiv(0)
                  case 3: error 'mine'
                  default: [].first()
                }
              } catch (NumberFormatException | ArithmeticException e) {
                return 'number'
              } catch (hudson.AbortException e) {
                return "abort ${e.message}"
              } catch (e) {
                return e.getClass() == null ? '' : 'other'
              } finally {
                echo "> finally $n"
              }
            }
            echo "> ${attempt(1)} ${attempt(2)} ${attempt(3)}"
            """);
    assertSaid(run, "finally 1", "finally 2", "finally 3", "number number abort mine");
  }

  @Test
  public void closuresMethodsAndClassesOfScripts() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            import groovy.transform.Field
            import static java.lang.Math.max
            @Field Map config = [n: 1]
            class Base implements Serializable {
              String name
              Base(String name) { this.name = name }
              def hi() { "hi $name" }
            }
            class Derived extends Base {
              Derived() { super('derived') }
              def hi() { super.hi() + '!' }
            }
            def change() { config.n += 2 }
            change()
            def with(int i, String z = 'default') { "$i$z" }
            def map = [f: { n -> "f$n" }]
            def name = 'f'
            def dynamic = 'echo'
            "$dynamic"("> ${new Derived().hi()} ${config.n} ${max(1, 2)} ${with(1)}")
            echo "> ${map.f(1)} ${map['f'](2)} ${map."$name"(3)}"
            def named = { Map o, String s -> "$s${o.a}" }
            def recursive
            recursive = { n -> n <= 1 ? 1 : n * recursive(n - 1) }
            echo "> ${named('n', a: 1)} ${recursive(5)} ${[1, 2, 3].inject(0) { l, r -> l + r }}"
            """);
    assertSaid(run, "hi derived! 3 2 1default", "f1 f2 f3", "n1 120 6");
  }

  @Test
  public void namesAreLookedForInJenkinsOrder() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            env.NAMED = 'environment'
            echo "> $NAMED"
            NAMED = 'binding'
            echo "> $NAMED ${env.NAMED}"
            pwd = { "closure $it" }
            echo "> ${pwd('in the binding')}"
            params = 'no parameters'
            echo "> $params"
            string = { 'no symbol' }
            echo "> ${string()}"
            def local = { env -> env }
            echo "> ${local('parameter')}"
            steps.echo '> step'
            """);
    assertSaid(
        run,
        "environment",
        "binding environment",
        "closure in the binding",
        "no parameters",
        "no symbol",
        "parameter",
        "step");
  }

  @Test
  public void whatTheInterpreterOfJenkinsDoesNotRunFails() throws Exception {
    for (String script :
        new String[] {
          "def lock = []\nsynchronized (lock) { echo '> never' }",
          "['a']*.toUpperCase()\necho '> never'",
          "def f() { 1 }\ndef g = this.&f\ng()\necho '> never'",
          "def c = { a, b = 2 -> a * b }\necho \"> ${c(1)}\""
        }) {
      assertSaid(run(Result.FAILURE, script));
    }
  }
}
