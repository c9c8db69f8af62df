using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Resilience.Hosting.Tests;

public sealed class RecoveryTests
{
    private readonly Application _application = new();

    [Fact]
    public async Task Interrupted_runs_go_on_when_the_application_has_started()
    {
        await _application.InterruptAsync("1", "2", "3");
        using var done = new CountdownEvent(3);
        _application.Stage = (_, work, _) =>
        {
            done.Signal();
            return new(work with { Done = 1 });
        };
        using IHost host = _application.Build(options: static options => options.RecoverRuns = true);

        await host.StartAsync(_application.Test);
        await Task.Run(() => done.Wait(_application.Test), _application.Test);
        await host.StopAsync(_application.Test);

        (await _application.InterruptedAsync()).Should().Be(0, "the shutdown waits for what is being recovered to be written");
        _application.Logged.Count(static entry => entry.Id == 1402).Should().Be(3);
    }

    [Fact]
    public async Task Only_those_that_are_wanted_go_on()
    {
        await _application.InterruptAsync("1", "2", "3");
        using IHost host = _application.Build(options: static options =>
        {
            options.RecoverRuns = true;
            options.RecoverRun = static (orchestrator, head) =>
                head.Run.RunId == "3" ? throw new FormatException() : orchestrator.Name == "works" && head.Run.RunId == "2";
        });

        await host.StartAsync(_application.Test);
        await _application.LoggedAsync(1402);
        await host.StopAsync(_application.Test);

        (await _application.InterruptedAsync()).Should().Be(2);
        _application.Logged.Where(static entry => entry.Id == 1402).Should().ContainSingle().Which.Text.Should().Contain("2");
    }

    [Fact]
    public async Task By_default_they_stay_as_they_are()
    {
        await _application.InterruptAsync("1");
        using IHost host = _application.Build();

        await host.StartAsync(_application.Test);
        await host.StopAsync(_application.Test);

        (await _application.InterruptedAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Start_up_does_not_wait_and_a_shutdown_interrupts_again()
    {
        await _application.InterruptAsync("1", "2", "3");
        var inside = new SemaphoreSlim(0);
        _application.Stage = async (_, work, token) =>
        {
            inside.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return work;
        };
        using IHost host = _application.Build(options: static options => (options.RecoverRuns, options.MaxConcurrentRecoveries) = (true, 2));

        await host.StartAsync(_application.Test);
        await inside.WaitAsync(_application.Test);
        await inside.WaitAsync(_application.Test);
        IOrchestrator orchestrator = host.Services.GetServices<IOrchestrator>().Single();
        orchestrator.Running.Should().HaveCount(2, "no more than that at the same time");
        await host.StopAsync(_application.Test);

        orchestrator.Running.Should().BeEmpty();
        inside.CurrentCount.Should().Be(0, "the third one was not begun");
        (await _application.InterruptedAsync()).Should().Be(3);
        _application.Logged.Should().NotContain(static entry => entry.Level >= LogLevel.Error && entry.Id >= 1400);
    }

    [Fact]
    public async Task One_that_cannot_go_on_is_logged_and_the_others_do()
    {
        await _application.InterruptAsync("1", "2");
        await InterruptOtherDefinitionAsync("other");
        using var done = new CountdownEvent(2);
        _application.Stage = (_, work, _) =>
        {
            done.Signal();
            return new(work);
        };
        using IHost host = _application.Build(options: static options => (options.RecoverRuns, options.MaxConcurrentRecoveries) = (true, 1));

        await host.StartAsync(_application.Test);
        await Task.Run(() => done.Wait(_application.Test), _application.Test);
        await _application.LoggedAsync(1403);
        await host.StopAsync(_application.Test);

        _application.Logged.Single(static entry => entry.Id == 1403).Text.Should().Contain("works/other");
    }

    [Fact]
    public async Task One_that_another_process_goes_on_with_is_left_to_it()
    {
        await _application.InterruptAsync("1");
        var listed = new Stub { Run = "1", Failure = new CheckpointException(CheckpointError.RunOwned, "The run is owned by somebody else.") };
        using IHost host = _application.Build(
            builder => builder.Services.AddSingleton<IOrchestrator>(listed), static options => options.RecoverRuns = true);

        await host.StartAsync(_application.Test);
        await _application.LoggedAsync(1404);
        await host.StopAsync(_application.Test);

        _application.Logged.Should().NotContain(static entry => entry.Level >= LogLevel.Warning && entry.Id >= 1400);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_stops_neither_the_start_nor_the_other_pipelines()
    {
        await _application.InterruptAsync("1");
        using IHost host = _application.Build(
            static builder => builder.Services.AddSingleton<IOrchestrator>(new Stub { Failure = new IOException("gone") }),
            static options => options.RecoverRuns = true);

        await host.StartAsync(_application.Test);
        await _application.LoggedAsync(1402);
        await _application.LoggedAsync(1401);
        await host.StopAsync(_application.Test);

        (await _application.InterruptedAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_pipeline_without_checkpoints_has_nothing_to_recover()
    {
        using IHost host = _application.Build(
            static builder => builder.AddOrchestrator("plain", WorkJson.Default.Work, static stages => stages.AddStage("A", static (_, work) => work)),
            static options => options.RecoverRuns = true);

        await host.StartAsync(_application.Test);
        await _application.LoggedAsync(1400);
        await host.StopAsync(_application.Test);

        _application.Logged.Should().NotContain(static entry => entry.Level >= LogLevel.Warning && entry.Id >= 1400);
    }

    private async Task InterruptOtherDefinitionAsync(string run)
    {
        Orchestrator<Work> other = new OrchestratorBuilder<Work>("works", WorkJson.Default.Work)
            .AddStage("ANOTHER", static (StageContext _, Work _) => throw new RejectedException(new(RejectionReason.Custom, "no power")))
            .UseCheckpoints(_application.Store)
            .Build();
        await other.RunAsync(run, new(0), _application.Test);
    }
}
