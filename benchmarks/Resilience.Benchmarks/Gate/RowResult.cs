namespace Resilience.Benchmarks.Gate;

/// <summary>What a row came to: medians over its rounds. The bytes are those over a control's, where the row has one.</summary>
internal sealed record RowResult(
    GateRow Row,
    double OursNanoseconds,
    double PeerNanoseconds,
    double Ratio,
    long? OursBytes,
    long? PeerBytes,
    bool Ok,
    string Note);
