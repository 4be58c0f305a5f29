package dev.tenantry.architecture.planted.constructor.feature.product;

final class Crowded {
    final int sum;

    Crowded(int one, int two, int three, int four, int five, int six, int seven) {
        sum = one + two + three + four + five + six + seven;
    }
}
