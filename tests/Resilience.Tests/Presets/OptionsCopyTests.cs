using System.Reflection;

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
            property.SetValue(from, OtherValue.Of(property));
        return (common, from, copy(from));
    }
}
