using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Tests.DependencyInjection;

public sealed class AddFanOutTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public async Task A_group_is_there_by_name_by_type_and_for_operators()
    {
        _services.AddSingleton("ok");
        _services.AddResilience().AddFanOut<int, string>(
            "search",
            static provider => [new("a", (_, _) => new ValueTask<string>(provider.GetRequiredService<string>()))],
            static options => options.MaxConcurrency = 3);
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();

        FanOutGroup<int, string> group = provider.GetRequiredKeyedService<FanOutGroup<int, string>>("search");

        (await group.ExecuteAsync(1, TestContext.Current.CancellationToken)).Results.Should().Equal("ok");
        group.Options.MaxConcurrency.Should().Be(3);
        provider.GetRequiredService<FanOutGroup<int, string>>().Should().BeSameAs(group);
        provider.GetServices<IFanOutGroup>().Should().Equal(group);
    }

    [Fact]
    public void Two_of_one_name_and_what_cannot_work_are_reported_at_start()
    {
        _services.AddResilience()
            .AddFanOut<int, string>("search", static _ => [])
            .AddFanOut<int, string>("twice", static _ => [new("a", (_, _) => new ValueTask<string>("a"))])
            .AddFanOut<int, int>("twice", static _ => [new("a", (_, _) => new ValueTask<int>(1))]);
        using ServiceProvider provider = _services.BuildServiceProvider();

        Action start = provider.ValidateResilience;

        start.Should().Throw<InvalidPipelineException>().WithMessage("*fan-out 'twice': it is added more than once*");
    }

    [Fact]
    public void A_group_without_dependencies_is_reported_at_start()
    {
        _services.AddResilience().AddFanOut<int, string>("search", static _ => []);
        using ServiceProvider provider = _services.BuildServiceProvider();

        Action start = provider.ValidateResilience;

        start.Should().Throw<InvalidPipelineException>().WithMessage("*'search' has no dependencies*");
    }

    [Fact]
    public async Task Chains_and_balancers_are_there_likewise()
    {
        _services.AddResilience()
            .AddFailover<int, string>(
                "ai", static _ => [new("a", static (_, _) => throw new TimeoutException()), new("b", (_, _) => new ValueTask<string>("b"))],
                static options => options.FailuresToLeave = 1)
            .AddLoadBalancer<int, string>("replicas", static _ => [new("r", (_, _) => new ValueTask<string>("r"))]);
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();

        FailoverChain<int, string> chain = provider.GetRequiredKeyedService<FailoverChain<int, string>>("ai");
        LoadBalancer<int, string> balancer = provider.GetRequiredService<LoadBalancer<int, string>>();

        (await chain.ExecuteAsync(1, TestContext.Current.CancellationToken)).Provider.Should().Be("b");
        chain.Snapshot().Active.Should().Be("b");
        (await balancer.ExecuteAsync(1, TestContext.Current.CancellationToken)).Should().Be("r");
        provider.GetServices<IFailoverChain>().Should().Equal(chain);
        provider.GetServices<ILoadBalancer>().Should().Equal(balancer);
    }
}
