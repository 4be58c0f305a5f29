package dev.tenantry.architecture.planted.cycle.feature.identity;

import dev.tenantry.architecture.planted.cycle.feature.access.Member;
import java.util.List;

public record Person(List<Member> memberships) {}
