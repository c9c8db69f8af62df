using System.Reflection;
using Resilience.Presets;

namespace Resilience.Registry;

public sealed class SameOptionsTests
{
    [Fact]
    public void Options_that_nobody_changed_are_the_same()
    {
        SameOptions.Of(new CircuitBreakerOptions(), new CircuitBreakerOptions()).Should().BeTrue();
        SameOptions.Of(new BulkheadOptions(), new BulkheadOptions()).Should().BeTrue();
        SameOptions.Of(new TokenBucketOptions(), new TokenBucketOptions()).Should().BeTrue();
        SameOptions.Of(new TokenBucketOptions(), new SlidingWindowOptions()).Should().BeFalse();
        SameOptions.Of(new CircuitBreakerOptions(), null).Should().BeFalse();
    }

    [Fact]
    public void A_breaker_goes_on_only_if_none_of_its_options_changed() =>
        Unchanged<CircuitBreakerOptions>(static (now, before) => SameOptions.Of(now, before)).Should().BeEmpty();

    [Fact]
    public void A_bulkhead_goes_on_if_only_its_numbers_changed() =>
        Unchanged<BulkheadOptions>(SameOptions.Of).Should().BeEquivalentTo(
            nameof(BulkheadOptions.PermitLimit), nameof(BulkheadOptions.QueueLimit), nameof(BulkheadOptions.ShadowMode));

    [Fact]
    public void A_rate_limit_goes_on_if_only_its_rate_changed()
    {
        Unchanged<TokenBucketOptions>(SameOptions.Of).Should().BeEquivalentTo("Permits", "Period", "Burst", "ShadowMode");
        Unchanged<SlidingWindowOptions>(SameOptions.Of).Should().BeEquivalentTo("Permits", "Window", "Segments", "ShadowMode");
    }

    [Fact]
    public void Budgets_with_the_same_limits_can_stand_in_for_each_other()
    {
        new RetryBudget().HasLimitsOf(new()).Should().BeTrue();
        new RetryBudget(new() { Ratio = 0.1 }).HasLimitsOf(new()).Should().BeFalse();
        new RetryBudget(new() { MinimumPerWindow = 1 }).HasLimitsOf(new()).Should().BeFalse();
        new RetryBudget(new() { Window = TimeSpan.FromSeconds(1) }).HasLimitsOf(new()).Should().BeFalse();
        new RetryBudget(null, new ImmediateTimeProvider()).HasLimitsOf(new()).Should().BeFalse();
    }

    /// <summary>The properties that may change.</summary>
    private static List<string> Unchanged<TOptions>(Func<TOptions, TOptions, bool> same)
        where TOptions : class, new()
    {
        var names = new List<string>();
        foreach (PropertyInfo property in typeof(TOptions).GetProperties())
        {
            var now = new TOptions();
            property.SetValue(now, OtherValue.Of(property));
            if (same(now, new()))
                names.Add(property.Name);
        }

        return names;
    }
}
