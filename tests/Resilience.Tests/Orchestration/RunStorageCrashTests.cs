using Resilience.Tests.Checkpoints.Faulty;

namespace Resilience.Tests.Orchestration;

/// <summary>A device that fails at each of its calls in turn while a run is started, goes back, or is forked.</summary>
public sealed class RunStorageCrashTests
{
    public static TheoryData<FaultKind, CheckpointDurability> Faults
    {
        get
        {
            var all = new TheoryData<FaultKind, CheckpointDurability>();
            foreach (FaultKind kind in Enum.GetValues<FaultKind>())
            {
                foreach (CheckpointDurability durability in Enum.GetValues<CheckpointDurability>())
                    all.Add(kind, durability);
            }

            return all;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_run_completes_the_next_time_and_runs_no_acknowledged_stage_again(FaultKind kind, CheckpointDurability durability) => EveryCallAsync(
        kind,
        durability,
        static _ => Task.CompletedTask,
        static script => script.RunAsync(),
        static async (script, because) => await script.CheckAsync(await script.RunAsync(), because));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_run_that_goes_back_to_a_stage_does_so_or_stays_as_it_was(FaultKind kind, CheckpointDurability durability) => EveryCallAsync(
        kind,
        durability,
        static async script =>
        {
            await script.RunAsync();
            script.Starts.Clear();
            script.Forget("1", "B", "C");
        },
        static script => script.Orchestrator().ResumeFromAsync("1", "B", cancellationToken: Token),
        static async (script, because) =>
        {
            RunResult<Trail> run = await script.RunAsync();
            await script.CheckAsync(run, because);
            if (script.Starts.Count == 0)
                run.IsRecorded.Should().BeTrue(because);
            else
                script.Starts.Distinct().Should().Equal(["1 B 2", "1 B 3", "1 C 2"], because);
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_fork_is_made_or_is_said_to_be_incomplete_or_is_not_there(FaultKind kind, CheckpointDurability durability) => EveryCallAsync(
        kind,
        durability,
        static async script =>
        {
            await script.RunAsync();
            script.Starts.Clear();
        },
        static script => ForkAsync(script),
        static async (script, because) =>
        {
            var key = new RunKey("works", "2");
            RunResult<Trail>? run = null;
            if (await script.Store().FindRunAsync(key, Token) is not null)
                run = await TryResumeAsync(script, because);
            run ??= await ForkAsync(script);
            await script.CheckAsync(run, because);
            run.Context.Number.Should().Be(7, because);
            run.Report.ForkedFrom.Should().Be("1", because);
            script.Starts.Distinct().Should().Equal(["2 C 0"], because);
            (await script.RunAsync()).IsRecorded.Should().BeTrue(because);
        });

    [Theory]
    [InlineData(CheckpointDurability.BeforeNextStage)]
    [InlineData(CheckpointDurability.Background)]
    [InlineData(CheckpointDurability.AtRunEnd)]
    public async Task A_full_disk_is_said_and_once_there_is_room_the_run_goes_on(CheckpointDurability durability)
    {
        for (int call = 1; ; call++)
        {
            var script = new FaultyRun(durability);
            script.Disk.Arm(call, FaultKind.Full);
            Exception? failure = await FaultyRun.TryAsync(() => script.RunAsync());
            if (script.Disk.Calls < call)
                break;
            string because = $"call {call}, {script.Disk.LastCall}";
            script.Disk.Restart(Survival.Everything);

            // A failure where nothing is written any more, such as to look for older records, need not be one of the run.
            if (failure is not null)
                failure.Should().BeOfType<CheckpointException>(because).Which.Error.Should().Be(CheckpointError.StorageFull, because);
            await script.CheckAsync(await script.RunAsync(), because);
        }
    }

    private static Task<RunResult<Trail>> ForkAsync(FaultyRun script) => script.Orchestrator().ForkAsync(
        "1",
        "2",
        "C",
        static trail =>
        {
            trail.Number = 7;
            return trail;
        },
        cancellationToken: Token);

    // An incomplete fork is refused in whatever way it is asked for, also once it was cancelled; then it is deleted.
    private static async Task<RunResult<Trail>?> TryResumeAsync(FaultyRun script, string because)
    {
        try
        {
            return await script.Orchestrator().RunAsync("2", new(), Token);
        }
        catch (RunException error)
        {
            error.Error.Should().Be(RunError.ForkIncomplete, because);
        }

        script.Starts.Should().BeEmpty(because);
        await script.Orchestrator().CancelAsync("2", Token);
        Func<Task>[] ways =
        [
            () => script.Orchestrator().ResumeAsync("2", cancellationToken: Token),
            () => script.Orchestrator().ResumeFromAsync("2", "A", cancellationToken: Token),
            () => script.Orchestrator().ForkAsync("2", "3", "A", cancellationToken: Token),
        ];
        foreach (Func<Task> way in ways)
            (await way.Should().ThrowAsync<RunException>(because)).Which.Error.Should().Be(RunError.ForkIncomplete, because);
        script.Starts.Should().BeEmpty(because);
        (await script.Store().DeleteAsync(new("works", "2"), evenUnfinished: true, Token)).Should().BeTrue(because);
        return null;
    }

    private static async Task EveryCallAsync(
        FaultKind kind,
        CheckpointDurability durability,
        Func<FaultyRun, Task> prepare,
        Func<FaultyRun, Task> act,
        Func<FaultyRun, string, Task> check)
    {
        // What else may survive a power cut is a matter of the store, whose own test tries all of it.
        foreach (Survival survival in (Survival[])[Survival.Everything, Survival.Flushed])
        {
            for (int call = 1; ; call++)
            {
                var script = new FaultyRun(durability);
                await prepare(script);
                script.Disk.Arm(call, kind);
                Exception? failure = await FaultyRun.TryAsync(() => act(script));
                bool reached = script.Disk.Calls >= call;
                string because = $"{kind} at call {call}, {script.Disk.LastCall}, {survival}";
                script.Disk.Restart(survival);
                await check(script, because);
                if (reached)
                    continue;
                failure.Should().BeNull(because);
                call.Should().BeGreaterThan(10);
                break;
            }
        }
    }
}
