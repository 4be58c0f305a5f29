package dev.tenantry.architecture.planted.constructor.feature.product;

final class Full {
    final int sum;

    Full(int one, int two, int three, int four, int five, int six) {
        sum = one + two + three + four + five + six;
    }
}
