using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Tests.DependencyInjection;

public sealed class ComponentTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void Components_are_found_by_key_and_in_the_registry()
    {
        _services.AddResilience()
            .AddCircuitBreaker("breaker", static options => options.ConsecutiveFailures = 3)
            .AddBulkhead("bulkhead", static options => options.PermitLimit = 7)
            .AddRateLimit<TokenBucketOptions>("bucket", static options => options.Permits = 5)
            .AddRateLimit<SlidingWindowOptions>("window");
        using ServiceProvider provider = _services.BuildServiceProvider();
        IResilienceRegistry registry = provider.GetRequiredService<IResilienceRegistry>();

        Same(registry.CircuitBreakers, "breaker").Name.Should().Be("breaker");
        Same(registry.Bulkheads, "bulkhead").PermitLimit.Should().Be(7);
        Same(registry.RateLimits, "bucket").Should().BeOfType<TokenBucket>().Which.Name.Should().Be("bucket");
        Same(registry.RateLimits, "window").Should().BeOfType<SlidingWindow>();

        T Same<T>(ComponentCollection<T> collection, string name)
            where T : class
        {
            T component = provider.GetRequiredKeyedService<T>(name);
            collection.TryGet(name, out T? held).Should().BeTrue();
            held.Should().BeSameAs(component);
            return component;
        }
    }

    [Fact]
    public void What_was_added_is_configured()
    {
        _services.AddResilience()
            .AddBulkhead("b", static options => options.PermitLimit = 7)
            .ConfigureBulkhead("b", static options => options.PermitLimit++)
            .AddCircuitBreaker("c").ConfigureCircuitBreaker("c", static options => options.Name = "renamed")
            .AddRateLimit<TokenBucketOptions>("r")
            .ConfigureRateLimit<RateLimitOptions>("r", static options => options.Name = "any")
            .ConfigureRateLimit<TokenBucketOptions>("r", static options => options.Name += " limit");
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<Bulkhead>("b").PermitLimit.Should().Be(8);
        provider.GetRequiredKeyedService<CircuitBreaker>("c").Name.Should().Be("renamed");
        provider.GetRequiredKeyedService<RateLimit>("r").Name.Should().Be("any limit");
    }

    [Fact]
    public void Unknown_names_are_errors_that_list_the_known_ones()
    {
        _services.AddResilience().AddCircuitBreaker("x").AddBulkhead("y");
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredKeyedService<CircuitBreaker>("y"))
            .Should().Throw<InvalidOperationException>().WithMessage("There is no circuit breaker named 'y'. There are: x.");
        provider.Invoking(static it => it.GetRequiredKeyedService<RateLimit>("y"))
            .Should().Throw<InvalidOperationException>().WithMessage("There is no rate limit named 'y', and no other one.");
    }

    [Fact]
    public void Families_have_the_clock_of_the_container()
    {
        var clock = new FakeTimeProvider();
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddResilience()
            .AddPipelineFamily<string>("tenants", ResiliencePreset.Http, family: static options => options.Capacity = 5)
            .AddCircuitBreakerFamily<string>("hosts", static options => options.ConsecutiveFailures = 1)
            .AddBulkheadFamily<int>("shards", static options => options.PermitLimit = 2)
            .AddRateLimitFamily<Guid>("users", new TokenBucketOptions());
        using ServiceProvider provider = _services.BuildServiceProvider();

        KeyedFamily<string, ResiliencePipeline> tenants = Family<string, ResiliencePipeline>("tenants");
        tenants.Capacity.Should().Be(5);
        tenants.Get("a").Execute(static _ => 1, TestContext.Current.CancellationToken).Should().Be(1);
        CircuitBreaker host = Family<string, CircuitBreaker>("hosts").Get("a");
        host.Trip(TimeSpan.FromSeconds(30));
        host.TryEnter(out _).Should().BeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        host.TryEnter(out _).Should().BeTrue("its clock is that of the container");
        Family<int, Bulkhead>("shards").Get(1).PermitLimit.Should().Be(2);
        Family<Guid, RateLimit>("users").Get(Guid.Empty).Should().NotBeNull();
        provider.GetRequiredService<IResilienceRegistry>().Families.Should().HaveCount(4);

        KeyedFamily<TKey, T> Family<TKey, T>(string name)
            where TKey : notnull
            where T : class => provider.GetRequiredKeyedService<KeyedFamily<TKey, T>>(name);
    }

    [Fact]
    public void A_family_of_other_types_is_told_from_none()
    {
        _services.AddResilience().AddBulkheadFamily<int>("f").AddBulkheadFamily<string>("g");
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredKeyedService<KeyedFamily<string, Bulkhead>>("f"))
            .Should().Throw<InvalidOperationException>().WithMessage("Family 'f' has no Bulkhead for each String*Int32, Bulkhead.");
        provider.Invoking(static it => it.GetRequiredKeyedService<KeyedFamily<string, Bulkhead>>("h"))
            .Should().Throw<InvalidOperationException>().WithMessage("There is no family named 'h'. There are: f, g.");
    }
}
