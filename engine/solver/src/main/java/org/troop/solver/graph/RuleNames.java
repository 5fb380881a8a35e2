package org.troop.solver.graph;

import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.RuleAttribute;

/** Names of rules in graphs. */
final class RuleNames {
    private RuleNames() {}

    /** As in case names; rules of processes without their position. */
    static String shown(RuleInfo r) {
        if (!r.attributes().contains(new RuleAttribute.SapicRule())) {
            return r.name();
        }
        String name = r.name().replaceFirst("_\\d+_\\d+$", "");
        return name.startsWith("new") ? "ν " + name.substring(3) : name;
    }

    /** The name inside the program, which the JSON form of graphs shows. */
    static String internal(RuleInfo r) {
        return switch (r.kind()) {
            case PROTOCOL -> r.name().startsWith("_") ? r.name().substring(1) : r.name();
            case FRESH -> "FreshRule";
            case CONSTRUCTION -> "Constr" + r.name();
            case DESTRUCTION -> "Destr" + r.name();
            case COERCE -> "Coerce";
            case IRECV -> "Recv";
            case ISEND -> "Send";
            case PUB -> "PubConstr";
            case NAT -> "NatConstr";
            case FRESH_NAME -> "FreshConstr";
            case IEQUALITY -> "Equality";
        };
    }
}
