namespace Resilience.Orchestration;

/// <summary>The options that stages begin with.</summary>
internal static class StageDefaults
{
    private const int Failures = 5;
    private const int SuccessesToClose = 3;

    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(60);

    public static StageOptions<T> Options<T>() =>
        new() { CircuitBreaker = CircuitBreakerOptions.Consecutive(Failures, _recovery, SuccessesToClose) };

    /// <summary>A group's failures are those of its branches, which have breakers of their own.</summary>
    public static StageOptions<T> GroupOptions<T>() => new();
}
