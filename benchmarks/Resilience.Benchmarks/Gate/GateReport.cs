using System.Globalization;

namespace Resilience.Benchmarks.Gate;

/// <summary>Prints the table, a line as soon as its row is measured.</summary>
internal sealed class GateReport
{
    private const int FigureWidth = 10;

    private readonly TextWriter _output;
    private readonly int _nameWidth;

    public GateReport(TextWriter output, IEnumerable<GateRow> rows)
    {
        _output = output;
        _nameWidth = rows.Max(static row => row.Name.Length);
    }

    public void Header() => Line("name", "ours ns", "Polly ns", "ratio", "ours B/op", "Polly B/op", "bar", "ok", string.Empty);

    public void Row(RowResult result, string? remark = null)
    {
        string note = string.Join("; ", ((string?[])[remark, result.Note]).Where(static part => !string.IsNullOrEmpty(part)));
        Line(
            result.Row.Name,
            Number(result.OursNanoseconds),
            Number(result.PeerNanoseconds),
            result.Ratio.ToString("0.000", CultureInfo.InvariantCulture),
            Bytes(result.OursBytes),
            Bytes(result.PeerBytes),
            result.Row.Bar.ToString(),
            result.Row.Bar.IsNone ? "–" : result.Ok ? "ok" : "MISS",
            note.Length == 0 ? note : $" ({note})");
    }

    private static string Number(double value) =>
        value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Bytes(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private void Line(
        string name, string ours, string peer, string ratio, string oursBytes, string peerBytes, string bar, string ok, string note) =>
        _output.WriteLine(
            $"{name.PadRight(_nameWidth)} | {ours,FigureWidth} | {peer,FigureWidth} | {ratio,FigureWidth} | {oursBytes,FigureWidth} | "
            + $"{peerBytes,FigureWidth} | {bar,-13} | {ok}{note}");
}
