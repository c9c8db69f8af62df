using System.Globalization;
using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;

namespace Resilience.Metrics.Traces;

/// <summary>
/// The folder of traces: one folder for each pipeline, in it a file for each end of a run. Files are whole or not there, and private.
/// </summary>
internal sealed class TraceShelf(string folder)
{
    public const string Prefix = "execution_trace_";
    public const string Suffix = ".json";
    private const string Unfinished = ".unfinished";
    private const int MostOfOneMoment = 100;

    private readonly string _path = Path.GetFullPath(folder);
    private long _writes;

    /// <summary>Writes a trace; returns its path.</summary>
    /// <exception cref="CheckpointException">The system refuses.</exception>
    public string Write(RunInfo run, DateTimeOffset endedAt, byte[] json, byte[]? html)
    {
        using StorageFolder root = StorageRoot.Open(_path, create: true)!;
        string pipeline = SafeName.Encode(run.Pipeline);
        using StorageFolder traces = root.CreateFolder(pipeline);
        string moment = endedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        string name = Put(traces, $"{Prefix}{SafeName.Encode(run.RunId)}_{moment}", Suffix, json);
        if (html is not null)
            Put(traces, name[..^Suffix.Length], ".html", html);
        traces.Flush();
        return Path.Combine(_path, pipeline, name);
    }

    /// <summary>The part of a file's name that says when it was written; it sorts like time.</summary>
    public static string MomentOf(string name) => name[(name.LastIndexOf('_') + 1)..];

    // Two owners may end in the same millisecond; the name of neither is taken from it.
    private string Put(StorageFolder traces, string name, string suffix, byte[] content)
    {
        string unfinished = $"{name}.{Environment.ProcessId}-{Interlocked.Increment(ref _writes)}{Unfinished}";
        try
        {
            using (StorageFile file = traces.Create(unfinished))
            {
                file.Write(0, content);
                file.Flush();
            }

            for (int i = 1; i <= MostOfOneMoment; i++)
            {
                string finished = i == 1 ? name + suffix : $"{name}-{i}{suffix}";
                if (traces.TryMove(unfinished, traces, finished))
                    return finished;
            }

            throw new CheckpointException(CheckpointError.StorageFailed, "Too many traces of a run ended at the same moment.");
        }
        catch
        {
            Discard(traces, unfinished);
            throw;
        }
    }

    private static void Discard(StorageFolder traces, string name)
    {
        try
        {
            traces.Delete(name);
        }
        catch (CheckpointException)
        {
            // What went wrong before is what is reported.
        }
    }
}
