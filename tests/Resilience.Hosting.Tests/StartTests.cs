using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Resilience.Hosting.Tests;

public sealed class StartTests
{
    private readonly Application _application = new();

    [Fact]
    public async Task A_host_with_something_wrong_does_not_start_and_says_what()
    {
        using IHost host = _application.Build(static builder => builder
            .AddPipeline("one", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0)
            .AddPipeline("two", ResiliencePreset.Balanced, static options => options.Bulkhead!.PermitLimit = 0));

        Func<Task> start = () => host.StartAsync(_application.Test);

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().SatisfyRespectively(
            error => error.Should().Contain("pipeline 'one'"), error => error.Should().Contain("pipeline 'two'"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task Options_that_are_out_of_range_are_reported(int concurrent)
    {
        using IHost host = _application.Build(options: options => options.MaxConcurrentRecoveries = concurrent);

        Func<Task> start = () => host.StartAsync(_application.Test);

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*MaxConcurrentRecoveries*from 1 to 10,000*");
    }

    [Fact]
    public async Task Without_the_check_of_the_host_the_service_checks_itself()
    {
        using IHost host = _application.Build(static builder => builder
            .AddPipeline("one", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0));
        ResilienceHostedService service = host.Services.GetServices<IHostedService>().OfType<ResilienceHostedService>().Single();

        Func<Task> start = () => service.StartingAsync(_application.Test);

        (await start.Should().ThrowAsync<InvalidPipelineException>()).Which.Errors.Should().ContainSingle();
    }

    [Fact]
    public void Adding_it_twice_merges()
    {
        using IHost host = _application.Build(
            static builder => builder.AddHosting(static options => options.MaxConcurrentRecoveries = 9), static options => options.RecoverRuns = true);

        host.Services.GetServices<IHostedService>().OfType<ResilienceHostedService>().Should().ContainSingle();
        ResilienceHostingOptions options = host.Services.GetRequiredService<IOptions<ResilienceHostingOptions>>().Value;
        (options.RecoverRuns, options.MaxConcurrentRecoveries, options.DrainRuns).Should().Be((true, 9, true));
    }

    [Fact]
    public async Task A_host_without_orchestrators_starts_and_stops()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddResilience().AddHosting(static options => options.RecoverRuns = true);
        using IHost host = builder.Build();

        await host.StartAsync(_application.Test);
        await host.StopAsync(_application.Test);
    }
}
