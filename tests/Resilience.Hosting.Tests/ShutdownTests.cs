using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Resilience.Hosting.Tests;

public sealed class ShutdownTests
{
    private readonly Application _application = new();
    private readonly TaskCompletionSource _isInside = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Runs_that_are_under_way_are_interrupted_and_go_on_in_the_next_process()
    {
        _application.Stage = Forever;
        using IHost first = _application.Build();
        await first.StartAsync(_application.Test);
        Orchestrator<Work> orchestrator = first.Services.GetRequiredService<Orchestrator<Work>>();
        Task<RunResult<Work>> run = orchestrator.RunAsync("1", new(0), _application.Test);
        await _isInside.Task;

        await first.StopAsync(_application.Test);

        await Awaiting(run).Should().ThrowAsync<OperationCanceledException>();
        (await Awaiting(orchestrator.RunAsync("2", new(0), _application.Test)).Should().ThrowAsync<RunException>())
            .Which.Error.Should().Be(RunError.Draining);
        _application.Stage = static (_, work, _) => new(work with { Done = 7 });
        using IHost second = _application.Build(options: static options => options.RecoverRuns = true);
        await second.StartAsync(_application.Test);
        await _application.LoggedAsync(1402);
        await second.StopAsync(_application.Test);
        (await _application.InterruptedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task They_are_told_before_any_other_service_is_stopped()
    {
        _application.Stage = Forever;
        var worker = new Worker();
        using IHost host = _application.Build(builder => builder.Services.AddSingleton<IHostedService>(worker));
        await host.StartAsync(_application.Test);
        worker.Run = host.Services.GetRequiredService<Orchestrator<Work>>().RunAsync("1", new(0), CancellationToken.None);
        await _isInside.Task;

        await host.StopAsync(_application.Test);

        worker.Run.IsCanceled.Should().BeTrue("the worker waited for its run, and would have waited for ever");
    }

    [Fact]
    public async Task A_run_that_does_not_stop_is_left_behind_when_the_host_gives_up()
    {
        var mayLeave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _application.Stage = async (_, work, _) =>
        {
            _isInside.TrySetResult();
            await mayLeave.Task;
            return work;
        };
        using IHost host = _application.Build();
        await host.StartAsync(_application.Test);
        Task<RunResult<Work>> run = host.Services.GetRequiredService<Orchestrator<Work>>().RunAsync("1", new(0), _application.Test);
        await _isInside.Task;
        using var impatience = new CancellationTokenSource();
        ResilienceHostedService service = host.Services.GetServices<IHostedService>().OfType<ResilienceHostedService>().Single();
        Task stopped = service.StopAsync(impatience.Token);
        stopped.IsCompleted.Should().BeFalse();

        await impatience.CancelAsync();
        await stopped;

        _application.Logged.Should().Contain(static entry => entry.Id == 1407 && entry.Level == LogLevel.Warning);
        mayLeave.SetResult();
        await run;
    }

    [Fact]
    public async Task Draining_can_be_left_out()
    {
        using IHost host = _application.Build(options: static options => options.DrainRuns = false);
        await host.StartAsync(_application.Test);
        Orchestrator<Work> orchestrator = host.Services.GetRequiredService<Orchestrator<Work>>();

        await host.StopAsync(_application.Test);

        (await orchestrator.RunAsync("1", new(0), _application.Test)).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task One_that_cannot_be_drained_keeps_no_other_from_it()
    {
        _application.Stage = Forever;
        using IHost host = _application.Build(
            static builder => builder.Services.AddSingleton<IOrchestrator>(new Stub { Failure = new IOException("gone") }));
        await host.StartAsync(_application.Test);
        Task<RunResult<Work>> run = host.Services.GetRequiredService<Orchestrator<Work>>().RunAsync("1", new(0), _application.Test);
        await _isInside.Task;

        await host.StopAsync(_application.Test);

        await Awaiting(run).Should().ThrowAsync<OperationCanceledException>();
        _application.Logged.Should().Contain(static entry => entry.Id == 1406);
    }

    private static Func<Task> Awaiting(Task task) => () => task;

    private async ValueTask<Work> Forever(StageContext stage, Work work, CancellationToken cancellationToken)
    {
        _isInside.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return work;
    }

    private sealed class Worker : IHostedService
    {
        public Task? Run { get; set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken) =>
            await Run!.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
