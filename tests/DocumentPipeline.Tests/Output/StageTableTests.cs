using DocumentPipeline.Running;

namespace DocumentPipeline.Output;

public sealed class StageTableTests
{
    private readonly StageRow[] _rows =
    [
        new("FIRST", "mitigated", 2, TimeSpan.FromMilliseconds(12), new string('a', 64), ["one thing", "another"]),
        new("SECOND", "not run", 0, TimeSpan.Zero, null, []),
    ];

    [Fact]
    public void Mitigations_stand_behind_their_stage() => StageTable.Lines(_rows, 100).Should().Equal(
        "Stage   Status     Attempts  Duration  Record        Mitigations",
        new string('─', 71),
        "FIRST   mitigated         2     12 ms  aaaaaaaaaaaa  one thing; another",
        "SECOND  not run");

    [Fact]
    public void On_a_narrow_screen_they_stand_below_it() => StageTable.Lines(_rows, 60).Should().Equal(
        "Stage   Status     Attempts  Duration  Record",
        new string('─', 51),
        "FIRST   mitigated         2     12 ms  aaaaaaaaaaaa",
        "  one thing",
        "  another",
        "SECOND  not run");
}
