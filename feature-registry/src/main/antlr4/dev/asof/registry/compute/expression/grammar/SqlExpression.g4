/*
 * SQL scalar expressions, and the single call that an aggregate feature is.
 *
 * Every level of precedence is a rule of its own and loops instead of recursing, so that the parser's depth grows with
 * the nesting of brackets and CASE alone, which is bounded before parsing. The reserved words are the keyword tokens
 * below; the set is closed, because a new one would break definitions that use it as a column name.
 */
grammar SqlExpression;

options { caseInsensitive = true; }

wholeExpression : expression EOF ;

wholeCall : call EOF ;

expression : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT* test ;

test : comparison (IS NOT? (NULL | TRUE | FALSE | DISTINCT FROM concatenation))? ;

comparison : concatenation predicate? ;

predicate
    : operator=(EQ | NE | LT | LE | GT | GE) concatenation                   # compare
    | NOT? IN '(' expression (',' expression)* ')'                           # membership
    | NOT? BETWEEN low=concatenation AND high=concatenation                  # between
    | NOT? LIKE pattern=STRING (ESCAPE escape=STRING)?                       # like
    ;

concatenation : sum ('||' sum)* ;

sum : product ((PLUS | MINUS) product)* ;

product : signed ((STAR | SLASH | PERCENT) signed)* ;

signed : MINUS* primary ;

primary
    : INTEGER                                                                # integer
    | DECIMAL                                                                # decimal
    | STRING                                                                 # text
    | (TRUE | FALSE)                                                         # truth
    | NULL                                                                   # nothing
    | typeName=IDENTIFIER STRING                                             # typed
    | name                                                                   # column
    | FEATURE                                                                # feature
    | call                                                                   # invocation
    | (CAST | TRY_CAST) '(' expression AS type ')'                           # cast
    | CASE operand=expression? (WHEN when+=expression THEN then+=expression)+ (ELSE otherwise=expression)? END # choice
    | '[' expression (',' expression)* ']'                                   # list
    | '(' expression ')'                                                     # nested
    ;

// Flat, so that it doesn't nest: what is a type is decided by its text.
type : IDENTIFIER typePart* ;

typePart : IDENTIFIER | INTEGER | LT | GT | ',' | '(' INTEGER ',' INTEGER ')' ;

call : IDENTIFIER '(' (STAR | expression (',' expression)*)? ')' ;

name : IDENTIFIER (DOT IDENTIFIER)* | QUOTED ;

AND : 'AND' ;
AS : 'AS' ;
BETWEEN : 'BETWEEN' ;
CASE : 'CASE' ;
CAST : 'CAST' ;
DISTINCT : 'DISTINCT' ;
ELSE : 'ELSE' ;
END : 'END' ;
ESCAPE : 'ESCAPE' ;
FALSE : 'FALSE' ;
FROM : 'FROM' ;
IN : 'IN' ;
IS : 'IS' ;
LIKE : 'LIKE' ;
NOT : 'NOT' ;
NULL : 'NULL' ;
OR : 'OR' ;
THEN : 'THEN' ;
TRUE : 'TRUE' ;
TRY_CAST : 'TRY_CAST' ;
WHEN : 'WHEN' ;

EQ : '=' ;
NE : '<>' | '!=' ;
LE : '<=' ;
LT : '<' ;
GE : '>=' ;
GT : '>' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
CONCAT : '||' ;
OPEN : '(' ;
CLOSE : ')' ;
OPEN_LIST : '[' ;
CLOSE_LIST : ']' ;
COMMA : ',' ;
DOT : '.' ;

INTEGER : DIGIT+ ;
DECIMAL : DIGIT+ '.' DIGIT+ EXPONENT? | '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;
IDENTIFIER : WORD ;
FEATURE : (WORD ':')? WORD ('@' DIGIT+)? ':' WORD ;
QUOTED : '"' (~["] | '""')+ '"' ;
STRING : '\'' (~['] | '\'\'')* '\'' ;
SPACE : [ \t\r\n]+ -> skip ;

// What follows is never part of an expression; each gets a message of its own.
MISTAKEN_OPERATOR : '==' | '&&' | '!' | '^' | '**' | '::' | '->' | '->>' | '~' ;
COMMENT : '--' | '/*' ;
OPEN_QUOTED : '"' (~["] | '""')* ;
OPEN_STRING : '\'' (~['] | '\'\'')* ;
UNEXPECTED : . ;

fragment WORD : [A-Z_] [A-Z0-9_$]* ;
fragment DIGIT : [0-9] ;
fragment EXPONENT : 'E' [+-]? DIGIT+ ;
