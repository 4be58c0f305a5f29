package dev.tenantry.scenario;

import static dev.tenantry.testing.House.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No sequence of changes of roles gives anyone a permission that nobody above could give. Members, with tokens and with keys, do at
 * random what they may and what they may not; after every step what everybody holds is read back and compared with before, by
 * rules of the test's own. A failure prints its seed and every step up to it.
 */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolePropertyTest {
    private static final int STEPS = 60;

    /** What an owner holds besides every permission: nobody else is above an owner. */
    private static final String OWNERSHIP = "(owner)";

    private static final List<String> BUILT_IN = List.of("owner", "admin", "user", "viewer");
    private static final List<String> PEOPLE = List.of("admin", "manager", "user", "viewer", "second", "third");
    private static final List<String> SCOPES = List.of("read", "write", "profile", "admin");
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givesNobodyMoreThanTheGiverHasWhenMembersDoWhateverTheyLike(long seed) {
        new Run(new House(server, "property-" + seed), seed).play();
    }

    private record OwnRole(String id, Set<String> permissions) {}

    /** Who has which role, and what the tenant's own roles hold. */
    private record State(Map<String, String> members, Map<String, OwnRole> roles) {}

    /** Something to show: a token with every scope, or a key. */
    private record Credential(String person, String secret, Set<String> scopes) {}

    /**
     * One step.
     *
     * @param about whom it is about: what they had before is decided over; empty when it is about nobody or the actor alone
     */
    private record Step(String says, boolean allowed, Set<String> about, Answer answer) {}

    private static final class Run {
        private final House house;
        private final Random random;
        private final List<String> trace = new ArrayList<>();
        private final Map<String, JsonObject> catalogue = new TreeMap<>();
        private final Map<String, String> ids = new HashMap<>();
        private final Map<String, List<Credential>> credentials = new HashMap<>();
        private int accepted;
        private int refused;

        Run(House house, long seed) {
            this.house = house;
            this.random = new Random(seed);
            trace.add("seed " + seed);
            house.add("second", Role.ADMIN);
            house.add("third", Role.USER);
            PEOPLE.forEach(this::signIn);
            items(house.request("GET", "/api/v1/permissions", house.token("admin"))
                            .send())
                    .forEach(permission -> catalogue.put(permission.getString("name"), permission));
        }

        private void signIn(String person) {
            credentials.put(
                    person, new ArrayList<>(List.of(new Credential(person, house.token(person), Set.copyOf(SCOPES)))));
        }

        void play() {
            var state = observed();
            for (int n = 0; n < STEPS; n++) {
                var actor = anActor(state);
                var credential = pick(credentials.get(actor));
                var before = state;
                var step = step(before, credential);
                trace.add("%s (%s, %s) %s -> %s"
                        .formatted(
                                actor,
                                before.members.get(actor),
                                String.join(" ", new TreeSet<>(credential.scopes)),
                                step.says,
                                step.answer));
                var after = observed();
                check(before, after, actor, step);
                state = withEverybody(after);
            }
            assertThat(accepted).as(this::told).isGreaterThan(STEPS / 8);
            assertThat(refused).as(this::told).isGreaterThan(STEPS / 8);
        }

        private String anOwner() {
            return PEOPLE.stream()
                    .filter(person -> whoIs(person).getString("role", "").equals("owner"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No owner is left" + told()));
        }

        private String told() {
            return "\n" + String.join("\n", trace);
        }

        private void check(State before, State after, String actor, Step step) {
            var held = holds(before, before.members.get(actor));
            if (step.answer.status() >= 400) {
                refused++;
                assertThat(step.answer.status()).as(this::told).isLessThan(500);
                assertThat(after).as(this::told).isEqualTo(before);
            } else {
                accepted++;
                for (var person : after.members.keySet()) {
                    var gained = new TreeSet<>(holds(after, after.members.get(person)));
                    gained.removeAll(holds(before, before.members.get(person)));
                    assertThat(held).as("given to %s%s", person, told()).containsAll(gained);
                }
                for (var role : step.about) {
                    assertThat(held).as("decided over %s%s", role, told()).containsAll(holds(before, role));
                }
            }
            assertThat(after.members).as(this::told).containsValue("owner");
            assertThat(step.answer.status() < 400).as(this::told).isEqualTo(step.allowed);
            var somebody = pick(List.copyOf(after.members.keySet()));
            var expected = new TreeSet<>(holds(after, after.members.get(somebody)));
            expected.remove(OWNERSHIP);
            assertThat(new TreeSet<>(permissions(somebody)))
                    .as("%s%s", somebody, told())
                    .isEqualTo(expected);
        }

        private List<String> permissions(String person) {
            var answer = house.request(
                            "GET", "/api/protected", credentials.get(person).get(0).secret)
                    .send();
            return answer.data().getJsonArray("permissions").stream()
                    .map(String::valueOf)
                    .toList();
        }

        private JsonObject whoIs(String person) {
            var answer = house.request(
                            "GET", "/api/protected", credentials.get(person).get(0).secret)
                    .send();
            return answer.status() == 200 ? answer.data().getJsonObject("caller") : new JsonObject();
        }

        /** Whoever is gone is let in again by the test, with little. */
        private State withEverybody(State state) {
            var gone = PEOPLE.stream()
                    .filter(person -> !state.members.containsKey(person))
                    .toList();
            if (gone.isEmpty()) {
                return state;
            }
            gone.forEach(person -> {
                house.add(person, random.nextBoolean() ? Role.USER : Role.VIEWER);
                signIn(person);
                trace.add(person + " is a member anew");
            });
            return observed();
        }

        private State observed() {
            var token = credentials.get(anOwner()).get(0).secret;
            var members = new TreeMap<String, String>();
            items(house.request("GET", "/tenants/users?limit=200", token).send())
                    .forEach(user -> {
                        members.put(user.getString("username"), user.getString("role"));
                        ids.put(user.getString("username"), user.getString("id"));
                    });
            var roles = new TreeMap<String, OwnRole>();
            items(house.request("GET", "/api/v1/roles?limit=200", token).send())
                    .forEach(role -> roles.put(
                            role.getString("name"),
                            new OwnRole(
                                    role.getString("id"),
                                    role.getJsonArray("permissions").stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.toSet()))));
            return new State(members, roles);
        }

        /** What somebody with that role holds; of nobody nothing. */
        private Set<String> holds(State state, String role) {
            if (role == null) {
                return Set.of();
            }
            var held = new HashSet<String>();
            var own = state.roles.get(role);
            catalogue.forEach((name, permission) -> {
                var least = BUILT_IN.indexOf(permission.getString("least_role"));
                if (permission.getBoolean("of_every_member")
                        || (own == null ? BUILT_IN.indexOf(role) <= least : own.permissions.contains(name))) {
                    held.add(name);
                }
            });
            if (role.equals("owner")) {
                held.add(OWNERSHIP);
            }
            return held;
        }

        /** Mostly somebody whose role is of the tenant's making: those who hold some of it all are the ones to watch. */
        private String anActor(State state) {
            var inTheMiddle = PEOPLE.stream()
                    .filter(person -> !BUILT_IN.contains(state.members.get(person)))
                    .toList();
            return pick(inTheMiddle.isEmpty() || random.nextInt(3) == 0 ? PEOPLE : inTheMiddle);
        }

        private Step step(State state, Credential by) {
            return switch (random.nextInt(16)) {
                case 0, 1 -> makeRole(state, by);
                case 2, 3, 4, 5 -> changeRole(state, by);
                case 6 -> deleteRole(state, by);
                case 7, 8, 9, 10, 11, 12 -> assign(state, by);
                case 13 -> remove(state, by);
                case 14 -> leave(state, by);
                default -> makeKey(state, by);
            };
        }

        private boolean may(State state, Credential by, String permission) {
            return holds(state, state.members.get(by.person)).contains(permission)
                    && by.scopes.contains(catalogue.get(permission).getString("scope"));
        }

        private boolean covers(State state, Credential by, Collection<String> permissions) {
            return holds(state, state.members.get(by.person)).containsAll(permissions);
        }

        /** The permissions of every member are in every role, whether it says so or not. */
        private Set<String> withOwn(Collection<String> permissions) {
            var all = new HashSet<>(permissions);
            catalogue.values().stream()
                    .filter(permission -> permission.getBoolean("of_every_member"))
                    .forEach(permission -> all.add(permission.getString("name")));
            return all;
        }

        private Step makeRole(State state, Credential by) {
            var name = "role-" + random.nextInt(6);
            var permissions = somePermissions(state, by);
            var answer = house.request("POST", "/api/v1/roles", by.secret)
                    .json(Map.of("name", name, "permissions", new JsonArray(permissions)))
                    .send();
            var allowed = may(state, by, "role.manage")
                    && covers(state, by, withOwn(permissions))
                    && !state.roles.containsKey(name);
            return new Step("makes " + name + " of " + permissions, allowed, Set.of(), answer);
        }

        private Step changeRole(State state, Credential by) {
            if (state.roles.isEmpty()) {
                return makeRole(state, by);
            }
            var name = pick(List.copyOf(state.roles.keySet()));
            var permissions = somePermissions(state, by);
            var answer = house.request("PUT", "/api/v1/roles/" + state.roles.get(name).id, by.secret)
                    .json(Map.of("name", name, "permissions", new JsonArray(permissions)))
                    .send();
            var allowed = may(state, by, "role.manage")
                    && covers(state, by, holds(state, name))
                    && covers(state, by, withOwn(permissions));
            return new Step("changes " + name + " to " + permissions, allowed, Set.of(name), answer);
        }

        private Step deleteRole(State state, Credential by) {
            if (state.roles.isEmpty()) {
                return makeRole(state, by);
            }
            var name = pick(List.copyOf(state.roles.keySet()));
            var answer = house.request("DELETE", "/api/v1/roles/" + state.roles.get(name).id, by.secret)
                    .send();
            var allowed = may(state, by, "role.manage")
                    && covers(state, by, holds(state, name))
                    && !state.members.containsValue(name);
            return new Step("deletes " + name, allowed, Set.of(name), answer);
        }

        private Step assign(State state, Credential by) {
            var whom = pick(PEOPLE);
            var own = List.copyOf(state.roles.keySet());
            var role = pick(own.isEmpty() || random.nextInt(3) == 0 ? BUILT_IN : own);
            var answer = house.request("PATCH", "/tenants/users/" + ids.get(whom), by.secret)
                    .json(Map.of("role", role))
                    .send();
            var allowed = may(state, by, "member.manage")
                    && covers(state, by, holds(state, state.members.get(whom)))
                    && covers(state, by, holds(state, role))
                    && (role.equals("owner") || !isLastOwner(state, whom));
            return new Step("gives " + whom + " the role " + role, allowed, Set.of(state.members.get(whom)), answer);
        }

        private Step remove(State state, Credential by) {
            var whom = pick(PEOPLE);
            var answer = house.request("DELETE", "/tenants/users/" + ids.get(whom), by.secret)
                    .send();
            var allowed = may(state, by, "member.manage")
                    && covers(state, by, holds(state, state.members.get(whom)))
                    && !isLastOwner(state, whom);
            return new Step("removes " + whom, allowed, Set.of(state.members.get(whom)), answer);
        }

        private Step leave(State state, Credential by) {
            var answer =
                    house.request("DELETE", "/api/v1/me/membership", by.secret).send();
            var allowed = may(state, by, "member.leave") && !isLastOwner(state, by.person);
            return new Step("leaves", allowed, Set.of(), answer);
        }

        private Step makeKey(State state, Credential by) {
            var scopes = SCOPES.stream().filter(scope -> random.nextInt(3) > 0).collect(Collectors.toSet());
            scopes.add("read");
            var answer = house.request("POST", "/api/v1/api-keys", by.secret)
                    .json(Map.of("name", "A key", "scope", String.join(" ", scopes)))
                    .send();
            if (answer.status() == 201) {
                credentials
                        .get(by.person)
                        .add(new Credential(by.person, answer.data().getString("api_key"), scopes));
            }
            return new Step(
                    "makes a key for " + scopes,
                    may(state, by, "apikey.write") && by.scopes.containsAll(scopes),
                    Set.of(),
                    new Answer(answer.status(), answer.headers(), ""));
        }

        private static boolean isLastOwner(State state, String person) {
            return state.members.get(person).equals("owner")
                    && state.members.values().stream().filter("owner"::equals).count() == 1;
        }

        /** Some of what they hold, and now and then one that they may not. */
        private List<String> somePermissions(State state, Credential by) {
            var held = new TreeSet<>(holds(state, state.members.get(by.person)));
            held.remove(OWNERSHIP);
            var some =
                    held.stream().filter(name -> random.nextInt(3) > 0).collect(Collectors.toCollection(TreeSet::new));
            if (random.nextInt(3) == 0) {
                some.add(pick(List.copyOf(catalogue.keySet())));
            }
            return List.copyOf(some);
        }

        private <T> T pick(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
