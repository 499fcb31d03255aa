/** Suggested while a city is typed; any other can be typed too. */
export const CAPITALS = (
  'Aracaju,Belém,Belo Horizonte,Boa Vista,Brasília,Campo Grande,Cuiabá,Curitiba,Florianópolis,Fortaleza,Goiânia,' +
  'João Pessoa,Macapá,Maceió,Manaus,Natal,Palmas,Porto Alegre,Porto Velho,Recife,Rio Branco,Rio de Janeiro,' +
  'Salvador,São Luís,São Paulo,Teresina,Vitória'
).split(',');
