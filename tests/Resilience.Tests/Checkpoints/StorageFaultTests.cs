using Resilience.Checkpoints;
using Resilience.Tests.Checkpoints.Faulty;

namespace Resilience.Tests.Checkpoints;

/// <summary>A device that fails at each of its calls in turn: what was acknowledged is there afterwards, and nothing that nobody wrote.</summary>
public sealed class StorageFaultTests
{
    private static readonly RunKey _run = new("pipeline", "run");

    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_first_run_keeps_what_it_acknowledged(FaultKind kind) => EveryCallAsync(kind, static _ => Task.CompletedTask);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_resumed_run_keeps_what_it_acknowledged(FaultKind kind) => EveryCallAsync(kind, async script =>
    {
        await script.RunAsync("A", "B");
        script.Disk.Restart(Survival.Flushed);
    });

    // The calls of the readable files come from another thread, and fail at any moment.
    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_run_with_readable_files_keeps_what_it_acknowledged(FaultKind kind) =>
        EveryCallAsync(kind, static script => script.RunAsync("A", "B"), readable: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_run_with_a_torn_end_keeps_what_it_acknowledged_before(FaultKind kind) => EveryCallAsync(kind, async script =>
    {
        await script.RunAsync("A", "B");
        script.TearLast();
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_is_deleted_as_a_whole_or_not_at_all(FaultKind kind)
    {
        foreach (Survival survival in Enum.GetValues<Survival>())
        {
            for (int call = 1; ; call++)
            {
                var script = new StorageScript(_run);
                await script.RunAsync("A", "B");
                script.Disk.Arm(call, kind);
                bool deleted = false;
                Exception? failure = await StorageScript.TryAsync(
                    async () => deleted = await script.Store().DeleteAsync(_run, evenUnfinished: true, Token));
                bool reached = script.Disk.Calls >= call;
                script.Disk.Restart(IsCrash(kind) ? survival : Survival.Everything);

                CheckpointVerification? left = await script.Store().VerifyAsync(_run, Token);
                string because = $"{kind} at call {call}, {script.Disk.LastCall}, {survival}";
                left?.IsIntact.Should().BeTrue(because);
                (left is null || left.Records == 3).Should().BeTrue(because);
                if (deleted)
                    left.Should().BeNull(because);
                if (!reached)
                {
                    failure.Should().BeNull(because);
                    deleted.Should().BeTrue();
                    break;
                }
            }
        }
    }

    private static async Task EveryCallAsync(FaultKind kind, Func<StorageScript, Task> prepare, bool readable = false)
    {
        Survival[] survivals = IsCrash(kind) ? Enum.GetValues<Survival>() : [Survival.Everything, Survival.Flushed];
        foreach (Survival survival in survivals)
        {
            for (int call = 1; ; call++)
            {
                var script = new StorageScript(_run, readable);
                await prepare(script);
                script.Disk.Arm(call, kind);
                Exception? failure = await StorageScript.TryAsync(() => script.RunAsync("C", "D"));
                bool reached = script.Disk.Calls >= call;
                script.Disk.Restart(survival);

                string because = $"{kind} at call {call}, {script.Disk.LastCall}, {survival}";
                if (!reached)
                {
                    failure.Should().BeNull(because);
                    call.Should().BeGreaterThan(10);
                    break;
                }

                await script.CheckAsync(because);
                await script.RunAsync("E");
                await script.CheckAsync($"{because}, and going on");
            }
        }
    }

    private static bool IsCrash(FaultKind kind) => kind is FaultKind.CrashBefore or FaultKind.CrashAfter;
}
