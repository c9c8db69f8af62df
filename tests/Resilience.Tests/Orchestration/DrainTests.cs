namespace Resilience.Tests.Orchestration;

/// <summary>Shutdown: no new runs, and those that are under way stop so that they can be resumed.</summary>
public sealed class DrainTests
{
    private readonly Works _works = new();
    private readonly TaskCompletionSource _isInside = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayLeave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_run_that_is_under_way_is_interrupted_and_can_be_resumed()
    {
        Orchestrator<Trail> orchestrator = Waiting();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        await _isInside.Task;

        await orchestrator.DrainAsync(_works.Test);

        orchestrator.Running.Should().BeEmpty();
        OperationCanceledException thrown = (await Awaiting(run).Should().ThrowAsync<OperationCanceledException>()).Which;
        thrown.Message.Should().Contain("works/1").And.Contain("can be resumed");
        thrown.CancellationToken.IsCancellationRequested.Should().BeTrue();
        RunReport report = await ((IOrchestrator)_works.Plain("A", "B")).ResumeAsync("1", _works.Test);
        report.Status.Should().Be(RunResultStatus.Completed);
        _works.Ran.Should().Equal("A", "B");
    }

    [Fact]
    public async Task No_run_begins_afterwards()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A");
        await orchestrator.DrainAsync(_works.Test);

        foreach (Func<Task> start in new Func<Task>[]
        {
            () => orchestrator.RunAsync("1", new(), _works.Test),
            () => orchestrator.ResumeAsync("1", cancellationToken: _works.Test),
        })
        {
            RunException thrown = (await start.Should().ThrowAsync<RunException>()).Which;
            thrown.Error.Should().Be(RunError.Draining);
            thrown.Code.Should().Be(ErrorCodes.RunDraining);
        }

        orchestrator.Running.Should().BeEmpty();
        (await _works.Store.FindRunAsync(new("works", "1"), _works.Test)).Should().BeNull("nothing is left behind");
    }

    [Fact]
    public async Task Whoever_waits_may_give_up_and_wait_again()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().AddStage("A", Stubborn).UseCheckpoints(_works.Store).Build();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        await _isInside.Task;
        using var impatience = new CancellationTokenSource();
        Task drained = orchestrator.DrainAsync(impatience.Token);

        await impatience.CancelAsync();

        await Awaiting(drained).Should().ThrowAsync<OperationCanceledException>();
        orchestrator.Running.Should().Equal("1");
        _mayLeave.SetResult();
        await orchestrator.DrainAsync(_works.Test);
        orchestrator.Running.Should().BeEmpty();
        (await run).Status.Should().Be(RunResultStatus.Completed, "its last stage was done before it was noticed");
    }

    [Fact]
    public async Task A_run_that_was_cancelled_for_good_stays_cancelled()
    {
        Orchestrator<Trail> orchestrator = Waiting();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        await _isInside.Task;

        await orchestrator.CancelAsync("1", _works.Test);
        await orchestrator.DrainAsync(_works.Test);

        (await run).Status.Should().Be(RunResultStatus.Cancelled);
    }

    [Fact]
    public async Task A_caller_who_cancelled_as_well_gets_his_own_token_back()
    {
        Orchestrator<Trail> orchestrator = Waiting();
        using var caller = new CancellationTokenSource();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), caller.Token);
        await _isInside.Task;

        await caller.CancelAsync();
        await orchestrator.DrainAsync(_works.Test);

        (await Awaiting(run).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
    }

    [Fact]
    public async Task A_run_without_checkpoints_stops_too()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().AddStage("A", ForEver).Build();
        orchestrator.HasCheckpoints.Should().BeFalse();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        await _isInside.Task;

        await orchestrator.DrainAsync(_works.Test);

        await Awaiting(run).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Many_runs_that_begin_meanwhile_either_stop_or_are_refused()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().AddStage("A", ForEver).Build();
        var runs = new List<Task<RunResult<Trail>>>();
        Task starting = Task.Run(
            () => runs.AddRange(Enumerable.Range(0, 500).Select(i => orchestrator.RunAsync($"{i}", new(), _works.Test))), _works.Test);
        await _isInside.Task;

        await orchestrator.DrainAsync(_works.Test);

        await starting;
        foreach (Task<RunResult<Trail>> run in runs)
            (await Awaiting(run).Should().ThrowAsync<Exception>()).Which.Should().Match(e => e is OperationCanceledException || e is RunException);
        orchestrator.Running.Should().BeEmpty();
    }

    private static Func<Task> Awaiting(Task task) => () => task;

    private Orchestrator<Trail> Waiting() =>
        _works.Builder().UseCheckpoints(_works.Store).AddStage("A", _works.Step).AddStage("B", ForEver).Build();

    private async ValueTask<Trail> ForEver(StageContext stage, Trail trail, CancellationToken cancellationToken)
    {
        _isInside.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, _works.Clock, cancellationToken);
        return trail;
    }

    private async ValueTask<Trail> Stubborn(StageContext stage, Trail trail, CancellationToken cancellationToken)
    {
        _isInside.TrySetResult();
        await _mayLeave.Task;
        return trail;
    }
}
