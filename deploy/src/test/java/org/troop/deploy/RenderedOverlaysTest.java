package org.troop.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import tools.jackson.core.JacksonException;

/** Renders every overlay with kubectl and reads all objects with the Kubernetes client's model. */
@DisabledIf(
        value = "isKubectlMissing",
        disabledReason = "kubectl is not installed: the overlays in k8s/ are not rendered")
class RenderedOverlaysTest {
    /** What operators make by hand; k8s/README.md says how. */
    private static final Set<String> SECRETS = Set.of(
            "troop-postgres",
            "troop-coordinator-tls",
            "troop-worker-tls",
            "troop-client-tls",
            "troop-tokens",
            "troop-client-token");

    /** Beside an installation, not one by themselves. */
    private static final Set<String> CLIENTS = Set.of("sweep-job", "nightly-sweep");

    private static final Map<String, Manifests> overlays = new LinkedHashMap<>();
    private static final Map<String, String> rendered = new LinkedHashMap<>();

    static boolean isKubectlMissing() {
        return Stream.of(System.getenv("PATH").split(":")).noneMatch(d -> Files.isExecutable(Path.of(d, "kubectl")));
    }

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        for (Path overlay : Project.files("k8s/overlays")) {
            String name = overlay.getFileName().toString();
            Process p = new ProcessBuilder("kubectl", "kustomize", overlay.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String yaml = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, p.waitFor(), name);
            rendered.put(name, yaml);
            overlays.put(name, Manifests.parse(yaml));
        }
        assertTrue(overlays.keySet().containsAll(Set.of("single-node", "production", "sweep-job", "nightly-sweep")));
    }

    @Test
    void everyObjectIsReadStrictly() {
        overlays.forEach((name, m) -> assertEquals(
                rendered.get(name).lines().filter(l -> l.startsWith("kind: ")).count(),
                m.objects().size(),
                name));
        String yaml = Objects.requireNonNull(rendered.get("production"));
        for (String field : List.of("terminationGracePeriodSeconds", "readOnlyRootFilesystem", "maxUnavailable")) {
            String misspelt = yaml.replaceFirst(field + ":", field + "s:");
            assertThrows(JacksonException.class, () -> Manifests.parse(misspelt), field);
        }
    }

    @Test
    void everyObjectIsInTheNamespaceAndLabelled() {
        forAllObjects((name, o) -> {
            assertTrue(
                    o.getKind().equals("Namespace")
                            ? o.getMetadata().getName().equals("troop")
                            : "troop".equals(o.getMetadata().getNamespace()),
                    name);
            if (!(o instanceof ConfigMap)) {
                assertEquals("troop", o.getMetadata().getLabels().get("app.kubernetes.io/name"), name);
            }
        });
    }

    @Test
    void podsRunWithoutPrivileges() {
        forAllPods((name, m, p) -> {
            PodSpec s = p.template().getSpec();
            assertTrue(s.getSecurityContext().getRunAsNonRoot(), name);
            assertTrue(s.getSecurityContext().getRunAsUser() > 0, name);
            assertEquals(
                    "RuntimeDefault", s.getSecurityContext().getSeccompProfile().getType(), name);
            assertNotNull(s.getAutomountServiceAccountToken(), name);
            for (Container c : s.getContainers()) {
                assertTrue(c.getSecurityContext().getReadOnlyRootFilesystem(), name);
                assertFalse(c.getSecurityContext().getAllowPrivilegeEscalation(), name);
                assertEquals(
                        List.of("ALL"), c.getSecurityContext().getCapabilities().getDrop(), name);
                assertTrue(c.getResources().getLimits().containsKey("memory"), name);
                assertTrue(c.getResources().getRequests().containsKey("cpu"), name);
                assertTrue(
                        c.getVolumeMounts().stream()
                                .anyMatch(v -> v.getMountPath().equals("/tmp")),
                        name);
            }
        });
    }

    @Test
    void aMajorityOfTheCoordinatorsFormsTheCluster() {
        forAllPods((name, m, p) -> {
            if (!(p.maker() instanceof StatefulSet s)) {
                return;
            }
            int replicas = s.getSpec().getReplicas();
            int contacts = p.template().getSpec().getContainers().getFirst().getEnv().stream()
                    .filter(e -> e.getName().equals("TROOP_CONTACT_POINTS"))
                    .mapToInt(e -> Integer.parseInt(e.getValue()))
                    .findFirst()
                    .orElse(1);
            assertEquals(replicas / 2 + 1, contacts, name);
        });
    }

    @Test
    void whatRunsForLongIsProbedAndEndsInOrder() {
        forAllPods((name, m, p) -> {
            if (!(p.maker() instanceof Deployment || p.maker() instanceof StatefulSet)) {
                return;
            }
            // Coordinators take 20 s to leave the cluster, workers 25 s to give back what they have.
            assertTrue(p.template().getSpec().getTerminationGracePeriodSeconds() >= 40, name);
            for (Container c : p.template().getSpec().getContainers()) {
                Set<String> ports =
                        c.getPorts().stream().map(ContainerPort::getName).collect(Collectors.toSet());
                Map<String, Probe> probes = Map.of("/healthz", c.getLivenessProbe(), "/readyz", c.getReadinessProbe());
                probes.forEach((path, probe) -> {
                    assertEquals(path, probe.getHttpGet().getPath(), name);
                    assertTrue(ports.contains(probe.getHttpGet().getPort().getStrVal()), name);
                });
                assertNotNull(c.getStartupProbe(), name);
                Map<String, String> annotations = p.template().getMetadata().getAnnotations();
                assertTrue(
                        c.getPorts().stream()
                                .anyMatch(x -> x.getName().equals("metrics")
                                        && x.getContainerPort()
                                                .toString()
                                                .equals(annotations.get("prometheus.io/port"))),
                        name);
            }
        });
    }

    @Test
    void whatIsReferredToExists() {
        forAllPods((name, m, p) -> {
            PodSpec s = p.template().getSpec();
            if (!CLIENTS.contains(name.substring(0, name.indexOf(':')))) {
                assertTrue(names(m, ServiceAccount.class).contains(s.getServiceAccountName()), name);
            }
            Set<String> volumes = s.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
            if (p.maker() instanceof StatefulSet set) {
                set.getSpec()
                        .getVolumeClaimTemplates()
                        .forEach(c -> volumes.add(c.getMetadata().getName()));
                assertTrue(names(m, Service.class).contains(set.getSpec().getServiceName()), name);
            }
            for (Container c : s.getContainers()) {
                c.getVolumeMounts().forEach(v -> assertTrue(volumes.contains(v.getName()), name + " " + v.getName()));
                c.getEnv().stream()
                        .filter(e ->
                                e.getValueFrom() != null && e.getValueFrom().getSecretKeyRef() != null)
                        .forEach(e -> assertTrue(
                                SECRETS.contains(
                                        e.getValueFrom().getSecretKeyRef().getName()),
                                name));
                Set<String> variables =
                        c.getEnv().stream().map(e -> e.getName()).collect(Collectors.toSet());
                for (String arg : c.getArgs()) {
                    variablesIn(arg).forEach(v -> assertTrue(variables.contains(v), name + " $(" + v + ")"));
                }
            }
            for (Volume v : s.getVolumes()) {
                if (v.getSecret() != null) {
                    assertTrue(SECRETS.contains(v.getSecret().getSecretName()), name);
                } else if (v.getConfigMap() != null) {
                    assertTrue(
                            names(m, ConfigMap.class).contains(v.getConfigMap().getName()), name);
                } else if (v.getPersistentVolumeClaim() != null) {
                    assertTrue(
                            names(m, PersistentVolumeClaim.class)
                                    .contains(v.getPersistentVolumeClaim().getClaimName()),
                            name);
                }
            }
        });
    }

    private static Set<String> variablesIn(String arg) {
        Set<String> out = new HashSet<>();
        var m = java.util.regex.Pattern.compile("\\$\\(([A-Z_]+)\\)").matcher(arg);
        while (m.find()) {
            out.add(m.group(1));
        }
        return out;
    }

    private static Set<String> names(Manifests m, Class<? extends HasMetadata> type) {
        return m.all(type).stream().map(o -> o.getMetadata().getName()).collect(Collectors.toSet());
    }

    @Test
    void selectorsFindPods() {
        overlays.forEach((name, m) -> {
            if (CLIENTS.contains(name)) {
                return;
            }
            for (Service s : m.all(Service.class)) {
                Container c = container(
                        m,
                        s.getSpec().getSelector(),
                        name + " " + s.getMetadata().getName());
                s.getSpec()
                        .getPorts()
                        .forEach(p -> assertTrue(
                                c.getPorts().stream()
                                        .anyMatch(x -> x.getName()
                                                .equals(p.getTargetPort().getStrVal())),
                                name));
            }
            for (PodDisruptionBudget b : m.all(PodDisruptionBudget.class)) {
                container(m, b.getSpec().getSelector().getMatchLabels(), name);
            }
            for (HorizontalPodAutoscaler h : m.all(HorizontalPodAutoscaler.class)) {
                Deployment d = m.all(Deployment.class).stream()
                        .filter(x -> x.getMetadata()
                                .getName()
                                .equals(h.getSpec().getScaleTargetRef().getName()))
                        .findFirst()
                        .orElseThrow();
                assertEquals(null, d.getSpec().getReplicas(), "the autoscaler alone says how many");
            }
            for (NetworkPolicy n : m.all(NetworkPolicy.class)) {
                LabelSelector to = n.getSpec().getPodSelector();
                if (to.getMatchLabels() != null && to.getMatchLabels().containsKey("app.kubernetes.io/component")) {
                    Container c =
                            container(m, to.getMatchLabels(), n.getMetadata().getName());
                    n.getSpec().getIngress().stream()
                            .flatMap(i -> i.getPorts().stream())
                            .map(p -> p.getPort().getStrVal())
                            .filter(Objects::nonNull)
                            .forEach(port -> assertTrue(
                                    c.getPorts().stream()
                                            .anyMatch(x -> x.getName().equals(port)),
                                    name + " " + port));
                }
            }
        });
    }

    private static Container container(Manifests m, @Nullable Map<String, String> selector, String name) {
        assertNotNull(selector, name);
        return m.pods().stream()
                .filter(p -> p.template().getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + ": no pod has the labels " + selector))
                .template()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    @Test
    void productionSurvivesTheLossOfACoordinator() {
        Manifests m = Objects.requireNonNull(overlays.get("production"));
        StatefulSet c = m.all(StatefulSet.class).getFirst();
        assertEquals(3, c.getSpec().getReplicas());
        assertEquals(2, m.all(PodDisruptionBudget.class).size());
        assertTrue(c.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken());
        assertTrue(c.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints()
                        .size()
                >= 1);
    }

    private interface ObjectCheck {
        void run(String name, HasMetadata o);
    }

    private interface PodCheck {
        void run(String name, Manifests m, Manifests.Pods p);
    }

    private static void forAllObjects(ObjectCheck check) {
        assertAll(overlays.entrySet().stream()
                .flatMap(e -> e.getValue().objects().stream()
                        .map(o -> () -> check.run(
                                e.getKey() + ": " + o.getKind() + " "
                                        + o.getMetadata().getName(),
                                o))));
    }

    private static void forAllPods(PodCheck check) {
        assertAll(overlays.entrySet().stream()
                .flatMap(e -> e.getValue().pods().stream()
                        .map(p -> () -> check.run(e.getKey() + ": " + p, e.getValue(), p))));
    }
}
