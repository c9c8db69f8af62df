using System.Text.Json;
using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;
using Resilience.Metrics.Traces;
using Resilience.Telemetry;

namespace Resilience.Metrics.Histories;

/// <summary>Reads the traces of a folder, the latest first, and skips what it cannot or must not read.</summary>
internal sealed class TraceReader(TraceHistoryOptions options)
{
    private const int MostNamed = 100;
    private const int MostStages = 10_000;
    private const int MostDepth = 8;
    private const int LongestName = 300;

    private readonly Dictionary<(string Pipeline, string Stage), StageRecord> _stages = [];
    private readonly List<SkippedTrace> _skipped = [];
    private long _skippedCount;
    private long _read;

    public TraceHistory Read(string folder, CancellationToken cancellationToken)
    {
        using StorageFolder? root = StorageRoot.Open(Path.GetFullPath(folder), create: false);
        string? only = options.Pipeline is null ? null : SafeName.Encode(options.Pipeline);
        foreach (string name in root?.Names() ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (only is null || name == only)
                ReadPipeline(root!, name, cancellationToken);
        }

        return new(
            _stages.ToDictionary(static stage => stage.Key, static stage => stage.Value.ToHistory(stage.Key.Pipeline, stage.Key.Stage)),
            _read, _skippedCount, _skipped);
    }

    private void ReadPipeline(StorageFolder root, string folder, CancellationToken cancellationToken)
    {
        StorageFolder? traces;
        try
        {
            traces = root.OpenFolder(folder);
        }
        catch (CheckpointException)
        {
            Skip(folder, "no folder of traces");
            return;
        }

        using (traces)
        {
            string[] names =
            [
                .. (traces?.Names() ?? []).Where(static name => name.StartsWith(TraceShelf.Prefix, StringComparison.Ordinal)
                        && name.EndsWith(TraceShelf.Suffix, StringComparison.Ordinal))
                    .OrderByDescending(TraceShelf.MomentOf, StringComparer.Ordinal),
            ];
            foreach ((int index, string name) in names.Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (index < options.FileLimit)
                    ReadFile(traces!, folder, name);
                else
                    Skip($"{folder}/{name}", "older than the limit of files");
            }
        }
    }

    private void ReadFile(StorageFolder traces, string folder, string name)
    {
        try
        {
            using StorageFile? file = traces.Open(name);
            if (file is null)
                return; // somebody deleted it meanwhile
            long length = file.Length;
            if (length > options.FileSizeLimit)
            {
                Skip($"{folder}/{name}", "too large");
                return;
            }

            byte[] content = new byte[length];
            int read = file.Read(0, content);
            Take(RunTrace.Parse(content.AsSpan(0, read)));
        }
        catch (JsonException)
        {
            Skip($"{folder}/{name}", "no trace that this version reads");
        }
        catch (Exception error) when (error is CheckpointException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Skip($"{folder}/{name}", "cannot be read");
        }
    }

    private void Take(RunTrace trace)
    {
        _read++;
        foreach (TraceStage stage in trace.Stages)
            Take(trace.Pipeline, stage, 0);
    }

    private void Take(string pipeline, TraceStage stage, int depth)
    {
        (string, string) key = (pipeline, stage.StageName);
        if (!_stages.TryGetValue(key, out StageRecord? record))
        {
            if (_stages.Count >= MostStages)
                return;
            _stages[key] = record = new();
        }

        record.Add(stage);
        if (depth == MostDepth)
            return;
        foreach (TraceStage branch in stage.Branches)
            Take(pipeline, branch, depth + 1);
    }

    private void Skip(string name, string reason)
    {
        _skippedCount++;
        if (_skipped.Count < MostNamed)
            _skipped.Add(new(VisibleText.Of(name, LongestName), reason));
    }
}
