package io.jenkins.plugins.paas.pipeline;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Steps that read and write data, and {@code waitUntil}, on any controller. */
public class DataStepsTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  @Test
  public void yamlAndJsonAreMapsAndLists() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              writeYaml file: 'a.yaml', data: [name: 'shop', ports: [80, 443]]
              def a = readYaml file: 'a.yaml'
              echo "yaml ${a.name} ${a.ports[1]}"
              def two = readYaml text: 'x: 1\\n---\\nx: 2\\n'
              echo "documents ${two.size()} ${two[1].x}"
              try { writeYaml file: 'a.yaml', data: [b: 1] } catch (e) { echo 'exists' }
              writeYaml file: 'a.yaml', data: [b: 1], overwrite: true
              echo "replaced ${readYaml(file: 'a.yaml').b}"
              try { readYaml file: 'none.yaml' } catch (e) { echo "missing ${e.message}" }
              try { readYaml text: '!!javax.script.ScriptEngineManager [x]' } catch (e) { echo 'no types' }
              writeJSON file: 'a.json', json: [k: [1, 2], s: 'text']
              def j = readJSON file: 'a.json'
              echo "json ${j.k.size()} ${j.s} ${j['s']}"
              def pojo = readJSON text: '{"a": {"b": true}}', returnPojo: true
              echo "pojo ${pojo.a.b}"
              echo writeJSON(json: [a: 1], returnText: true)
              try { readJSON text: '{' } catch (e) { echo 'no JSON' }
            }
            """);
    jenkins.assertLogContains("yaml shop 443", run);
    jenkins.assertLogContains("documents 2 2", run);
    jenkins.assertLogContains("exists", run);
    jenkins.assertLogContains("replaced 1", run);
    jenkins.assertLogContains("none.yaml does not exist", run);
    jenkins.assertLogContains("no types", run);
    jenkins.assertLogContains("json 2 text text", run);
    jenkins.assertLogContains("pojo true", run);
    jenkins.assertLogContains("{\"a\":1}", run);
    jenkins.assertLogContains("no JSON", run);
  }

  @Test
  public void propertiesAndFilesAreFound() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              writeFile file: 'x/a.properties', text: 'name=shop\\n# no\\nport: 80\\n'
              def p = readProperties file: 'x/a.properties', defaults: [port: '1', host: 'h']
              echo "properties ${p.name} ${p['port']} ${p.host}"
              echo "text ${readProperties(text: 'k=v').k}"
              writeFile file: 'x/b.txt', text: '123'
              def b = findFiles(glob: 'x/*.*', excludes: '**/*.properties')[0]
              echo "found ${b.name} ${b.path} ${b.length} ${b.directory}"
              echo "none ${findFiles(glob: '*.nothing').length}"
              echo "entry ${findFiles()[0].path} ${findFiles()[0].directory}"
            }
            """);
    jenkins.assertLogContains("properties shop 80 h", run);
    jenkins.assertLogContains("text v", run);
    jenkins.assertLogContains("found b.txt x/b.txt 3 false", run);
    jenkins.assertLogContains("none 0", run);
    jenkins.assertLogContains("entry x/ true", run);
  }

  @Test
  public void waitUntilLooksAgain() throws Exception {
    WorkflowRun run =
        run(
            Result.ABORTED,
            """
            def n = 0
            waitUntil(initialRecurrencePeriod: 20) { n++; echo "look $n"; n >= 3 }
            try { waitUntil { 'text' } } catch (e) { echo "not boolean: ${e.message}" }
            timeout(time: 2, unit: 'SECONDS') { waitUntil(quiet: true) { false } }
            """);
    jenkins.assertLogContains("look 3", run);
    jenkins.assertLogNotContains("look 4", run);
    jenkins.assertLogContains("not boolean: body return value text is not boolean", run);
  }
}
