namespace Resilience.HouseTests.Architecture;

/// <summary>Arrows point down: the engine knows no strategy, and no strategy knows another.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchitectureChecker _checker = new(Repository.SourceFiles("src/Resilience"));

    [Fact]
    public void The_checker_understands_every_name() => _checker.Errors().ShouldBeNone();

    [Fact]
    public void Arrows_point_down() => _checker.Violations().ShouldBeNone();

    [Fact]
    public void No_room_stands_above_itself()
    {
        // The root files and the engine share a floor and may name each other; every other pair is ordered.
        IEnumerable<string> circles =
            from a in House.Rooms
            from b in House.Rooms
            where string.CompareOrdinal(a, b) < 0 && House.Allows(a, b) && House.Allows(b, a)
            select $"{a} ⇄ {b}";

        circles.Should().Equal($"{House.Root} ⇄ Pipelines");
    }

    [Fact]
    public void Every_room_is_in_the_plan_that_people_read()
    {
        string plan = Repository.Read("docs/architecture.md");

        House.Rooms.Where(room => room != House.Root).Should().OnlyContain(room => plan.Contains($"`{room}`", StringComparison.Ordinal));
    }
}
