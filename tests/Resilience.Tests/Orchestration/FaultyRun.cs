using Resilience.Checkpoints;
using Resilience.Tests.Checkpoints.Faulty;

namespace Resilience.Tests.Orchestration;

/// <summary>
/// Takes runs of three stages, the second of which is run again by a mitigation, through a <see cref="FaultyDisk"/>, and remembers what ran
/// and what was acknowledged.
/// </summary>
internal sealed class FaultyRun(CheckpointDurability durability)
{
    private readonly Works _works = new();
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly HashSet<string> _acknowledged = [];

    public FaultyDisk Disk { get; } = new();

    /// <summary>The starts of stages, each as run, stage and mitigation ordinal.</summary>
    public List<string> Starts { get; } = [];

    public FileCheckpointStore Store() => new(Disk.OpenRoot, new() { Host = "host", WriteReadableMetadata = false, TimeProvider = _works.Clock });

    public Orchestrator<Trail> Orchestrator() => _works.Builder().UseCheckpoints(Store(), durability)
        .UseRisks(new Repairs())
        .AddObserver(new AcknowledgedRecords(Acknowledge))
        .AddStage("A", Step)
        .AddStage("B", (stage, trail, token) =>
        {
            Started(stage);
            trail.Steps.Add("spoiled");
            if (trail.Text is null)
                throw new InvalidDataException();
            trail.Steps.RemoveAt(trail.Steps.Count - 1);
            return new ValueTask<Trail>(trail.Then("B"));
        })
        .AddStage("C", Step)
        .Build();

    public Task<RunResult<Trail>> RunAsync() => Orchestrator().RunAsync("1", new(), _works.Test);

    /// <summary>Runs something that may fail as it is declared to, or with the process.</summary>
    public static async Task<Exception?> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception error) when (error is CheckpointException or CrashException)
        {
            return error;
        }
    }

    /// <summary>What was acknowledged of a run counts no more, from a stage on: somebody wants them to run again.</summary>
    public void Forget(string run, params string[] stages) => _acknowledged.ExceptWith(stages.Select(stage => $"{run} {stage}"));

    /// <summary>The run has completed as it should, no acknowledged stage ran again, and its records are whole.</summary>
    public async Task CheckAsync(RunResult<Trail> run, string because)
    {
        run.Status.Should().Be(RunResultStatus.Completed, because);
        run.Context.ToString().Should().Be("A B C", because);
        run.Context.Text.Should().Be("repaired", because);
        _wrong.Should().BeEmpty(because);
        (await Store().VerifyAsync(run.Report.Run.Key, _works.Test))!.IsIntact.Should().BeTrue(because);
        RunResult<Trail> recorded = await Orchestrator().RunAsync(run.RunId, new(), _works.Test);
        recorded.IsRecorded.Should().BeTrue(because);
        recorded.Context.ToString().Should().Be("A B C", because);
        recorded.Hash.Should().Be(run.Hash, because);
    }

    private ValueTask<Trail> Step(StageContext stage, Trail trail, CancellationToken cancellationToken)
    {
        Started(stage);
        return new(trail.Then(stage.Stage.Name));
    }

    private void Started(StageContext stage)
    {
        string name = $"{stage.RunId} {stage.Stage.Name}";
        Starts.Add($"{name} {stage.Mitigation}");
        if (_acknowledged.Contains(name))
            _wrong.Add($"{name} ran again");
        string told = $"{stage.IdempotencyKey} {stage.NewGuid()}";
        if (!_keys.TryAdd(Starts[^1], told) && _keys[Starts[^1]] != told)
            _wrong.Add($"{Starts[^1]} was told {told} and before {_keys[Starts[^1]]}");
    }

    private void Acknowledge(RunInfo run, CheckpointInfo record)
    {
        if (record.Metadata.Kind == CheckpointKind.Stage)
            _acknowledged.Add($"{run.RunId} {record.Metadata.Stage}");
    }
}
