using System.Collections.Concurrent;
using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Many who want something of one run at the same time, as if in two processes.</summary>
public sealed class RunCrowdRaceTests
{
    private const int Callers = 4;
    private const int Moves = 8;

    private static readonly string[] _stages = ["A", "B", "C", "D"];

    private readonly Lock _lock = new();
    private readonly HashSet<string> _acknowledged = [];
    private readonly ConcurrentQueue<string> _wrong = [];
    private int _inside;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_they_do_there_is_one_chain_and_without_takeovers_no_acknowledged_stage_begins(bool takesOver)
    {
        int seed = Environment.TickCount;
        int rounds = LongRun.Properties(otherwise: 100);
        for (int round = 0; round < rounds; round++)
        {
            var works = new Works();
            _acknowledged.Clear();
            Orchestrator<Trail>[] processes = [Build(works, strict: !takesOver), Build(works, strict: !takesOver)];
            string because = $"seed {seed}, round {round}";

            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
                () => MoveAsync(processes[caller % 2], new Random(seed + (round * Callers) + caller), takesOver), works.Test)));
            await processes[0].RunAsync("1", new(), works.Test);
            RunResult<Trail> run = await processes[0].ResumeAsync("1", cancellationToken: works.Test);

            _wrong.Should().BeEmpty(because);
            run.Status.Should().Be(RunResultStatus.Completed, because);
            run.Context.Steps.Should().Equal(_stages, because);
            await CheckAsync(works, because);
        }
    }

    private Orchestrator<Trail> Build(Works works, bool strict)
    {
        OrchestratorBuilder<Trail> builder = works.Builder().UseCheckpoints(works.Store).AddObserver(new AcknowledgedRecords((_, record) =>
        {
            lock (_lock)
            {
                if (record.Metadata.Kind == CheckpointKind.Stage)
                    _acknowledged.Add($"{record.Metadata.Stage} {record.Metadata.Mitigation}");
            }
        }));
        foreach (string name in _stages)
        {
            builder.AddStage(name, async (stage, trail, token) =>
            {
                if (strict)
                    Enter($"{stage.Stage.Name} {stage.Mitigation}");
                await Task.Yield();
                Interlocked.Decrement(ref _inside);
                return trail.Then(stage.Stage.Name);
            });
        }

        return builder.Build();
    }

    private void Enter(string stage)
    {
        if (Interlocked.Increment(ref _inside) > 1)
            _wrong.Enqueue($"{stage} runs beside another stage");
        lock (_lock)
        {
            if (_acknowledged.Contains(stage))
                _wrong.Enqueue($"{stage} began though its record was acknowledged");
        }
    }

    private async Task MoveAsync(Orchestrator<Trail> orchestrator, Random random, bool takesOver)
    {
        for (int i = 0; i < Moves; i++)
        {
            using var caller = new CancellationTokenSource();
            var options = new RunOptions { Acquisition = new() { TakeOver = takesOver && random.Next(2) == 0 } };
            Task interrupting = Task.CompletedTask;
            try
            {
                if (random.Next(3) == 0)
                {
                    int spins = random.Next(0, 5_000);
                    interrupting = Task.Run(() =>
                    {
                        Thread.SpinWait(spins);
                        caller.Cancel();
                    });
                }

                Task move = random.Next(8) switch
                {
                    0 or 1 or 2 => orchestrator.RunAsync("1", new(), options, caller.Token),
                    3 or 4 => orchestrator.ResumeAsync("1", options, caller.Token),
                    5 or 6 => orchestrator.ResumeFromAsync("1", _stages[random.Next(_stages.Length)], options, caller.Token),
                    _ => orchestrator.CancelAsync("1", caller.Token).AsTask(),
                };
                await move;
            }
            catch (RunException error) when (error.Error is RunError.AlreadyRunning or RunError.NotFound or RunError.StageNotReached)
            {
            }
            catch (CheckpointException error) when (error.Error == CheckpointError.RunOwned
                || (takesOver && error.Error == CheckpointError.OwnershipLost))
            {
            }
            catch (OperationCanceledException error) when (error.CancellationToken == caller.Token)
            {
            }
            catch (Exception error)
            {
                _wrong.Enqueue(error.ToString());
            }

            await interrupting;
        }
    }

    // Whoever goes back raises the ordinals, so that no stage has two records with one.
    private static async Task CheckAsync(Works works, string because)
    {
        var key = new RunKey("works", "1");
        (await works.Store.VerifyAsync(key, works.Test))!.IsIntact.Should().BeTrue(because);
        List<CheckpointInfo> history = await works.Store.ReadHistoryAsync(key, works.Test).ToListAsync(works.Test);
        history.Select(static record => record.FencingToken).Should().BeInAscendingOrder(because);
        history.Where(static record => record.Metadata.Kind == CheckpointKind.Stage)
            .Select(static record => $"{record.Metadata.Stage} {record.Metadata.Mitigation}").Should().OnlyHaveUniqueItems(because);
    }
}
