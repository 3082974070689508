package io.jenkins.plugins.paas.core.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** Where requests are not sent, however the address is written or found. */
public class AddressGuardTest {

  @After
  public void forbidAgain() {
    System.clearProperty(AddressGuard.ALLOW);
  }

  private static HttpFailure refused(HttpEndpoint endpoint, AddressGuard guard) throws Exception {
    try (HttpCaller caller = HttpCaller.to(endpoint, guard)) {
      HttpFailure refusal =
          assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("latest", "meta-data")));
      assertEquals(refusal.toString(), HttpFailure.Kind.FORBIDDEN_ADDRESS, refusal.kind());
      assertFalse(refusal.isTransient());
      return refusal;
    }
  }

  private static HttpEndpoint at(String url) {
    return HttpEndpoint.at(URI.create(url)).build();
  }

  /** Literals need no name server: each of them would be connected to as it stands. */
  @Test
  public void metadataAddressesAreRefusedInEverySpelling() throws Exception {
    for (String url :
        List.of(
            "http://169.254.169.254", // AWS, Azure, Google
            "http://169.254.0.23", // Tencent
            "http://169.254.170.2:80", // AWS ECS
            "http://100.100.100.200", // Alibaba
            "http://168.63.129.16", // Azure's wire server
            "http://[fe80::1]",
            "http://[fd00:ec2::254]", // AWS by IPv6
            "http://[::ffff:169.254.169.254]",
            "http://[::ffff:a9fe:a9fe]",
            "http://[::169.254.169.254]",
            "http://[64:ff9b::a9fe:a9fe]",
            "http://[2002:a9fe:a9fe::1]",
            "http://2852039166")) { // 169.254.169.254 as one number
      if (at(url).baseUri().getHost() != null) {
        HttpFailure refusal = refused(at(url), AddressGuard.system());
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("is not sent: the host"));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("an administrator allows"));
      }
    }
  }

  @Test
  public void othersAreNot() throws Exception {
    for (String address :
        List.of("127.0.0.1", "10.0.0.1", "100.100.100.201", "::1", "fd00::1", "2001:db8::1")) {
      assertFalse(address, AddressGuard.isForbidden(InetAddress.getByName(address)));
    }
  }

  /** As {@code metadata.tencentyun.com} and a name of the attacker's do. */
  @Test
  public void aNameThatResolvesThereIsRefusedBeforeAnythingIsSent() throws Exception {
    try (FaultyServer server = FaultyServer.start()) {
      AddressGuard guard =
          new AddressGuard(host -> new InetAddress[] {InetAddress.getByName("169.254.0.23")});
      HttpFailure refusal = refused(at(server.uri().toString()), guard);
      assertTrue(refusal.getMessage(), refusal.getMessage().contains("at 169.254.0.23,"));
      assertEquals(0, server.requests().size());
    }
  }

  @Test
  public void oneBadAddressOfSeveralIsEnough() throws Exception {
    AddressGuard guard =
        new AddressGuard(
            host ->
                new InetAddress[] {
                  InetAddress.getByName("127.0.0.1"), InetAddress.getByName("fe80::1")
                });
    refused(at("http://two.example"), guard);
  }

  /** DNS rebinding: harmless when it is judged, a metadata service when it is connected to. */
  @Test
  public void aNameThatChangesInBetweenGivesNothingAway() throws Exception {
    try (FaultyServer server =
        FaultyServer.start(request -> FaultyServer.answer(200, "{\"AccessKeyId\":\"stolen\"}"))) {
      Iterator<String> answers = List.of("127.0.0.1", "169.254.169.254").iterator();
      AddressGuard guard =
          new AddressGuard(host -> new InetAddress[] {InetAddress.getByName(answers.next())});
      HttpFailure refusal = refused(at(server.uri().toString()), guard);
      assertFalse(refusal.getMessage(), refusal.getMessage().contains("stolen"));
    }
  }

  @Test
  public void aRedirectThereIsNotFollowed() throws Exception {
    try (FaultyServer server =
            FaultyServer.start(
                request ->
                    FaultyServer.answer(
                        302, "", "Location", "http://169.254.169.254/latest/meta-data/"));
        HttpCaller caller = HttpCaller.to(at(server.uri().toString()))) {
      assertEquals(302, caller.send(HttpCall.get("x")).status());
      assertEquals(1, server.requests().size());
      HttpCall there = HttpCall.put().toAbsolute(URI.create("http://169.254.169.254/upload"));
      assertEquals(
          "a Location header for an upload",
          HttpFailure.Kind.FORBIDDEN_ADDRESS,
          assertThrows(HttpFailure.class, () -> caller.send(there)).kind());
    }
  }

  @Test
  public void behindAProxyNamesAreItsOwnMatterAndLiteralsAreNot() throws Exception {
    ProxySelector proxy = ProxySelector.of(new InetSocketAddress("127.0.0.1", 9));
    AddressGuard guard =
        new AddressGuard(
            host -> {
              assertEquals("no name is looked up", "169.254.169.254", host);
              return InetAddress.getAllByName(host);
            });
    HttpEndpoint literal =
        HttpEndpoint.at(URI.create("http://169.254.169.254")).proxy(proxy).build();
    refused(literal, guard);
    HttpEndpoint named = HttpEndpoint.at(URI.create("http://inside.example")).proxy(proxy).build();
    guard.check(named, named.baseUri());
  }

  @Test
  public void anAdministratorAllowsThem() throws Exception {
    System.setProperty(AddressGuard.ALLOW, "true");
    HttpEndpoint endpoint = at("http://169.254.169.254");
    AddressGuard.system().check(endpoint, endpoint.baseUri());
  }
}
