using System.Reflection;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Presets;

public sealed class OptionsCopyTests
{
    public static TheoryData<string> Kinds => ["retry", "breaker", "pipeline"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_property_is_taken_over(string kind)
    {
        (Type common, object from, object to) = kind switch
        {
            "retry" => Copy(typeof(RetryOptionsBase), new RetryOptions(), static from => from.To(new RetryOptions<int>())),
            "breaker" => Copy(
                typeof(CircuitBreakerOptionsBase), new CircuitBreakerOptions(), static from => from.To(new CircuitBreakerOptions<int>())),
            _ => Copy(
                typeof(StandardPipelineOptionsBase), new StandardPipelineOptions(), static from => from.To(new StandardPipelineOptions<int>())),
        };

        foreach (PropertyInfo property in common.GetProperties())
            property.GetValue(to).Should().Be(property.GetValue(from), $"{property.Name} was set");
    }

    private static (Type Common, object From, object To) Copy<TFrom>(Type common, TFrom from, Func<TFrom, object> copy)
        where TFrom : class
    {
        foreach (PropertyInfo property in common.GetProperties())
            property.SetValue(from, Other(property));
        return (common, from, copy(from));
    }

    private static object Other(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string))
            return "other";
        if (type == typeof(int))
            return 7;
        if (type == typeof(double))
            return 0.125;
        if (type == typeof(bool))
            return true;
        if (type == typeof(TimeSpan))
            return TimeSpan.FromMilliseconds(1234);
        if (type == typeof(FailureFilter))
            return FailureFilter.Any | FailureFilter.None;
        if (type == typeof(Backoff))
            return Backoff.Constant(TimeSpan.FromMilliseconds(3));
        if (type == typeof(CircuitWindow))
            return CircuitWindow.Count(11);
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
        _ when type == typeof(Func<CircuitTransition, ValueTask>) => (Func<CircuitTransition, ValueTask>)(static _ => default),
        _ => throw new InvalidOperationException($"Make a {type} here."),
    };
}
