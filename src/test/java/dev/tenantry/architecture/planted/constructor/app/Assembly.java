package dev.tenantry.architecture.planted.constructor.app;

final class Assembly {
    final int sum;

    Assembly(int one, int two, int three, int four, int five, int six, int seven) {
        sum = one + two + three + four + five + six + seven;
    }
}
