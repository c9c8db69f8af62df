namespace Resilience.Benchmarks.Ours;

internal static class OursPipelines
{
    public static Unbuilt Empty() => new();

    public static Unbuilt Retry() => new();

    public static Unbuilt RetryWithoutDelay() => new();

    public static Unbuilt Timeout(TimeSpan timeout) => new();

    public static Unbuilt Fallback() => new();

    public static Unbuilt TimeoutRetryTimeout() => new();

    public static Unbuilt TimeoutRetryTimeoutWithTelemetry() => new();

    public static Unbuilt TypedTimeoutRetryTimeout() => new();
}
