namespace Resilience.Benchmarks.Ours;

public sealed class Unbuilt;
