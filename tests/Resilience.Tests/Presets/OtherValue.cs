using System.Reflection;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Presets;

/// <summary>Values for options that are not their defaults.</summary>
internal static class OtherValue
{
    public static object Of(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string))
            return "other";
        if (type == typeof(int))
            return 7;
        if (type == typeof(double))
            return 0.125;
        if (type == typeof(bool))
            return property.Name != nameof(RateLimitOptions.DrainOnRateLimit);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromMilliseconds(1234);
        if (type == typeof(FailureFilter))
            return FailureFilter.Any | FailureFilter.None;
        if (type == typeof(Backoff))
            return Backoff.Constant(TimeSpan.FromMilliseconds(3));
        if (type == typeof(CircuitWindow))
            return CircuitWindow.Count(11);
        if (type == typeof(AdaptiveLimitOptions))
            return new AimdLimitOptions();
        if (type == typeof(RateLimitOptions))
            return new TokenBucketOptions();
        if (type == typeof(RateLimit))
            return new TokenBucket(null, new FakeTimeProvider());
        if (type.IsSubclassOf(typeof(Delegate)))
            return Handler(type);
        return type.GetConstructors().OrderBy(static one => one.GetParameters().Length).First() is var made && made.GetParameters().Length == 0
            ? made.Invoke([])
            : made.Invoke(new object?[made.GetParameters().Length]);
    }

    private static Delegate Handler(Type type) => type switch
    {
        _ when type == typeof(Func<double>) => (Func<double>)(static () => 0.5),
        _ when type == typeof(Func<RetryDelayArguments, TimeSpan?>) => (Func<RetryDelayArguments, TimeSpan?>)(static _ => null),
        _ when type == typeof(Func<RetryArguments, ValueTask>) => (Func<RetryArguments, ValueTask>)(static _ => default),
        _ when type == typeof(Func<CircuitBreakArguments, TimeSpan?>) => (Func<CircuitBreakArguments, TimeSpan?>)(static _ => null),
        _ when type == typeof(Func<ResilienceContext, BulkheadPriority>) => (Func<ResilienceContext, BulkheadPriority>)(static _ => default),
        _ when type == typeof(Func<ResilienceContext, int>) => (Func<ResilienceContext, int>)(static _ => 2),
        _ when type == typeof(Func<CircuitTransition, ValueTask>) => (Func<CircuitTransition, ValueTask>)(static _ => default),
        _ => throw new InvalidOperationException($"Make a {type} here."),
    };
}
