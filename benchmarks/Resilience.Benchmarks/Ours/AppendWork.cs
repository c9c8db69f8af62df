using Resilience.Benchmarks.Gate;
using Resilience.Checkpoints;

namespace Resilience.Benchmarks.Ours;

/// <summary>Appends a record to a run in files.</summary>
internal sealed class AppendWork : DiskWork
{
    private readonly IRunLease _lease;
    private readonly Func<CheckpointDraft> _make;

    private AppendWork(Func<CheckpointDraft> make)
    {
        _make = make;
        _lease = new FileCheckpointStore(GateFolder.Create()).AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
        Append(Contexts.Started());
    }

    /// <summary>64 KiB that are ready to be stored.</summary>
    public static AppendWork Ready() => new(Contexts.Ready);

    /// <summary>A context of 64 KiB of JSON, serialized and compressed as by default.</summary>
    public static AppendWork Serialized()
    {
        var serializer = new CheckpointSerializer<PlanContext>(PlanJson.Default.PlanContext);
        return new(() => Contexts.Stage(serializer.Serialize(Contexts.Plan)));
    }

    public override void Call() => Append(_make());

    private void Append(CheckpointDraft draft) => _lease.AppendAsync(draft).AsTask().GetAwaiter().GetResult();
}
