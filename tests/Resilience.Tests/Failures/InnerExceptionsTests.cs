namespace Resilience.Failures;

public sealed class InnerExceptionsTests
{
    [Fact]
    public void The_outermost_exception_is_not_asked()
    {
        InnerExceptions.Any(new FormatException(), static _ => true).Should().BeFalse();
        InnerExceptions.Any(null, static _ => true).Should().BeFalse();
    }

    [Fact]
    public void Every_exception_inside_is_asked()
    {
        var exception = new Exception("x", new AggregateException(new FormatException(), new Exception("y", new TimeoutException())));

        InnerExceptions.Any(exception, static inner => inner is AggregateException).Should().BeTrue();
        InnerExceptions.Any(exception, static inner => inner is FormatException).Should().BeTrue();
        InnerExceptions.Any(exception, static inner => inner is TimeoutException).Should().BeTrue();
        InnerExceptions.Any(exception, static inner => inner is IOException).Should().BeFalse();
    }

    [Fact]
    public void Cycles_and_wide_trees_end()
    {
        Exception tree = new FormatException();
        for (int i = 0; i < 12; i++)
            tree = new AggregateException(tree, tree, tree);
        int asked = 0;

        InnerExceptions.Any(tree, _ => asked++ < 0).Should().BeFalse();
        InnerExceptions.Any(ExceptionCycle.Of(3), static _ => false).Should().BeFalse();
        asked.Should().Be(InnerExceptions.MaxTotal);
    }
}
